export default function Explore() {
  return <main class="board" id="main" />;
}
