package dev.muninn.query.syntax;

import java.util.List;

/** Lays expressions out over lines, as Prometheus' query page does. */
public final class Formatter {

    /** What fits into so many characters stays on one line. */
    private static final int WIDTH = 100;

    private static final String INDENT = "  ";

    private final StringBuilder out = new StringBuilder();

    private Formatter() {}

    public static String format(Expr expr) {
        Formatter formatter = new Formatter();
        formatter.append(expr, 0);
        return formatter.out.toString();
    }

    private void append(Expr expr, int level) {
        String line = Printer.printWithin(expr, WIDTH);
        if (line != null) {
            indent(level).append(line);
            return;
        }
        switch (expr) {
            case Expr.NumberLiteral _,
                    Expr.StringLiteral _,
                    Expr.VectorSelector _,
                    Expr.MatrixSelector _ ->
                    indent(level).append(Printer.print(expr));
            case Expr.Parenthesized(Expr inner, Span _) -> {
                indent(level).append("(\n");
                append(inner, level + 1);
                out.append('\n');
                indent(level).append(')');
            }
            case Expr.Unary(boolean isNegative, Expr operand, Span _) -> {
                indent(level).append(isNegative ? '-' : '+');
                int start = out.length();
                append(operand, level);
                out.delete(start, start + leadingSpaces(start));
            }
            case Expr.Subquery subquery -> {
                append(subquery.inner(), level);
                out.append(Printer.subquerySuffix(subquery));
            }
            case Expr.Call(Function function, List<Expr> args, Span _) ->
                    appendCall(function.name(), args, level);
            case Expr.Aggregation aggregation ->
                    appendCall(
                            Printer.aggregationHead(aggregation),
                            Printer.arguments(aggregation),
                            level);
            case Expr.Binary binary -> {
                if (Printer.isInfinityToPower(binary)) {
                    indent(level + 1).append("Inf");
                } else {
                    append(binary.left(), level + 1);
                }
                out.append('\n');
                indent(level).append(Printer.operator(binary)).append('\n');
                append(binary.right(), level + 1);
            }
        }
    }

    private int leadingSpaces(int start) {
        int at = start;
        while (at < out.length() && out.charAt(at) == ' ') {
            at++;
        }
        return at - start;
    }

    private void appendCall(String head, List<Expr> args, int level) {
        indent(level).append(head).append('(');
        for (int i = 0; i < args.size(); i++) {
            out.append(i == 0 ? "\n" : ",\n");
            append(args.get(i), level + 1);
        }
        out.append('\n');
        indent(level).append(')');
    }

    private StringBuilder indent(int level) {
        return out.repeat(INDENT, level);
    }
}
