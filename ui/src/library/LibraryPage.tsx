import './library.css';
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { beginDashboard } from '../app/commands';
import { Icon } from '../app/Icon';
import { usePage } from '../app/page';
import { PageAnchor } from '../app/PageAnchor';
import {
  createFolder,
  type Found,
  searchDashboards,
  type SearchResult,
  setStar,
} from '../dashboard/api';
import { agoText } from '../dashboard/kinds/lists/ago';
import { Beginning } from './Beginning';
import { loadShelves, NO_SHELVES, type Shelves } from './shelves';
import { counted } from '../units/counted';

/** A pause in typing after which the search is asked. */
const TYPING_MILLIS = 160;

/** All boards: found by words, recent and starred ones first, the rest by folder. */
export default function LibraryPage() {
  const page = usePage();
  const { location } = page;
  const text = useSignal(location.parameter('q') ?? '');
  const folder = location.parameter('folder') ?? '';
  const tags = location.parameters('tag');
  const result = useSignal<SearchResult | null>(null);
  const shelves = useSignal<Shelves | null>(null);
  const problem = useSignal('');
  const failed = (error: Error) => (problem.value = error.message);
  const changes = useSignal(0);

  useEffect(() => {
    loadShelves().then((found) => (shelves.value = found), failed);
  }, [changes.value]);
  useEffect(() => {
    let isOutdated = false;
    const timer = setTimeout(
      () => {
        const query = text.value.trim();
        searchDashboards({
          query,
          folder,
          tags,
          sort: query ? 'relevance' : 'title',
          limit: 200,
        }).then((found) => {
          if (isOutdated) return;
          result.value = found;
          problem.value = '';
        }, failed);
      },
      result.value === null ? 0 : TYPING_MILLIS,
    );
    return () => {
      isOutdated = true;
      clearTimeout(timer);
    };
  }, [text.value, folder, tags.join(), changes.value]);

  const isSearching = text.value.trim() !== '' || tags.length > 0 || folder !== '';
  const { recent, starred, folders } = shelves.value ?? NO_SHELVES;
  // All at once: what comes one by one pushes down what one is about to click.
  const isHere = (shelves.value !== null && result.value !== null) || problem.value !== '';
  const hasNoOwn = result.value?.dashboards.every(({ readOnly }) => readOnly) ?? false;
  const here = folders.find(({ uid }) => uid === folder);
  const begin = () => beginDashboard(page, folder === 'muninn' ? '' : folder);
  const play = () => {
    const boards = starred.map(({ uid }) => uid);
    const wall = { kiosk: '', boards: boards.join(','), every: '30s' };
    location.open(`/d/${boards[0]}`, wall);
  };
  const addFolder = async (event: Event) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const title = String(new FormData(form).get('title') ?? '').trim();
    if (!title) return;
    form.reset();
    await createFolder(title, folder).then(() => changes.value++, failed);
  };
  return (
    <main class="board library" id="main">
      <div class="library-head">
        <h1>Dashboards</h1>
        {starred.length > 1 && (
          <button type="button" class="button" onClick={play}>
            <Icon name="play" />
            Starred on a wall
          </button>
        )}
        <PageAnchor path="/import" className="button">
          Import
        </PageAnchor>
        <button type="button" class="button is-primary" onClick={begin}>
          <Icon name="plus" />
          New dashboard
        </button>
      </div>
      <div class="library-search">
        <Icon name="search" />
        <input
          type="search"
          aria-label="Search dashboards"
          placeholder="Search by name, tag, panel or metric"
          value={text}
          onInput={(event) => {
            text.value = event.currentTarget.value;
            location.set({ q: text.value || null }, 'replace');
          }}
        />
      </div>
      {isHere && <Tags result={result.value} chosen={tags} />}
      {problem.value && (
        <p class="form-problem" role="alert">
          {problem.value}
        </p>
      )}
      {isHere && (
        <>
          {!isSearching && hasNoOwn && <Beginning begin={begin} />}
          {!isSearching && (
            <Group title="Starred" boards={starred} changed={() => changes.value++} />
          )}
          {!isSearching && <Group title="Recent" boards={recent} changed={() => changes.value++} />}
          <section class="library-group" aria-label="Folders">
            <h2>{here ? here.path.join(' / ') : 'Folders'}</h2>
            <ul class="folders">
              {here && (
                <li>
                  <FolderButton title="All folders" uid={here.parent ?? ''} />
                </li>
              )}
              {folders
                .filter(({ parent }) => (parent ?? '') === folder)
                .map(({ uid, title, dashboards }) => (
                  <li key={uid}>
                    <FolderButton title={title} uid={uid} count={dashboards} />
                  </li>
                ))}
              <li>
                <form class="folder-form" onSubmit={addFolder}>
                  <input
                    type="text"
                    name="title"
                    aria-label="Name of a new folder"
                    placeholder="New folder"
                  />
                </form>
              </li>
            </ul>
          </section>
          <Group
            title={isSearching ? 'Found' : 'All dashboards'}
            boards={result.value?.dashboards ?? null}
            changed={() => changes.value++}
            nothing={
              isSearching
                ? 'Nothing matches. Fewer or other words may find it.'
                : 'No dashboard yet. Make one, or import one from Grafana.'
            }
          />
        </>
      )}
    </main>
  );
}

function Tags({ result, chosen }: { result: SearchResult | null; chosen: readonly string[] }) {
  const { location } = usePage();
  const tags = result?.tags ?? [];
  if (tags.length === 0 && chosen.length === 0) return null;
  const toggle = (tag: string) =>
    location.setAll(
      'tag',
      chosen.includes(tag) ? chosen.filter((each) => each !== tag) : [...chosen, tag],
    );
  const known = new Set(tags.map(({ tag }) => tag));
  const shown = [
    ...chosen.filter((tag) => !known.has(tag)).map((tag) => ({ tag, count: 0 })),
    ...tags,
  ];
  return (
    <div class="tags" role="group" aria-label="Tags">
      {shown.slice(0, 24).map(({ tag, count }) => (
        <button
          type="button"
          key={tag}
          class="tag"
          aria-pressed={chosen.includes(tag)}
          onClick={() => toggle(tag)}
        >
          {tag}
          <span class="tag-count">{count}</span>
        </button>
      ))}
    </div>
  );
}

function FolderButton({ title, uid, count }: { title: string; uid: string; count?: number }) {
  const { location } = usePage();
  return (
    <button type="button" class="button" onClick={() => location.set({ folder: uid || null })}>
      <Icon name={count === undefined ? 'back' : 'folder'} />
      {title}
      {count !== undefined && <span class="hint">{count}</span>}
    </button>
  );
}

interface GroupProps {
  readonly title: string;
  /** Null while they are being looked for. */
  readonly boards: readonly Found[] | null;
  readonly nothing?: string;
  readonly changed: () => void;
}

function Group({ title, boards, nothing = '', changed }: GroupProps) {
  if (boards?.length === 0 && !nothing) return null;
  return (
    <section class="library-group" aria-label={title}>
      <h2>{title}</h2>
      {boards === null ? (
        <div class="library-skeleton" role="status" aria-label="Loading" />
      ) : boards.length === 0 ? (
        <p class="hint">{nothing}</p>
      ) : (
        <ul class="boards">
          {boards.map((board) => (
            <BoardCard key={board.uid} board={board} changed={changed} />
          ))}
        </ul>
      )}
    </section>
  );
}

function BoardCard({ board, changed }: { board: Found; changed: () => void }) {
  const {
    uid,
    title,
    description,
    folderPath = [],
    tags = [],
    starred = false,
    updatedAt,
    panels,
  } = board;
  const facts = [
    folderPath.join(' / '),
    panels === undefined ? '' : counted(panels, 'panel'),
    updatedAt && !board.readOnly ? agoText(Date.parse(updatedAt)) : '',
    board.readOnly ? 'ready-made' : '',
  ].filter(Boolean);
  const star = () => void setStar(uid, !starred).then(changed, () => {});
  return (
    <li class="board-card">
      <PageAnchor path={`/d/${uid}`} className="board-card-link">
        {title}
      </PageAnchor>
      <button
        type="button"
        class={`icon-button star ${starred ? 'is-on' : ''}`}
        aria-label={`Star ${title}`}
        aria-pressed={starred}
        onClick={star}
      >
        <Icon name="star" />
      </button>
      <p class="hint">{description || facts.join(' · ') || '\u00a0'}</p>
      {tags.length > 0 && (
        <p class="board-card-tags">
          {tags.slice(0, 4).map((tag) => (
            <span class="tag" key={tag}>
              {tag}
            </span>
          ))}
        </p>
      )}
    </li>
  );
}
