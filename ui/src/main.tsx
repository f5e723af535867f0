import 'uplot/dist/uPlot.min.css';
import './styles/main.css';
import { render } from 'preact';
import { App } from './app/App';
import { Page, PageProvider } from './app/page';

const page = new Page();
page.open();
render(
  <PageProvider value={page}>
    <App />
  </PageProvider>,
  document.getElementById('app')!,
);
