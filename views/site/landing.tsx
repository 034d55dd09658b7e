import type { SiteFigures } from '../../src/features/site/model.ts';
import { grouped } from '../ui/bytes.tsx';
import { Join, SiteFrame, type SiteProps } from './frame.tsx';
import { STORY_ANSWER, STORY_REQUEST } from './story.ts';

interface LandingProps extends SiteProps {
  figures: SiteFigures;
}

const STAIRS = [
  ['CHAR', '2×'],
  ['SHORT', '4×'],
  ['INT', '16×'],
  ['LONG', '256×'],
] as const;
const SQUADS = ['Rustaceans', 'Pythonistas', 'Gophers'] as const;

const CARDS = [
  {
    title: 'Community',
    text: 'Ask at any hour. Somebody has met that error before, and a thank-you here is worth something: you send bytes.',
    peek: <Thanks />,
    shape: (
      <path d="M8 14a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-6 8c0-3.500 2.500-6 6-6s6 2.500 6 6M17 12a3 3 0 1 0 0-6M17 16c3 0 5 2 5 5" />
    ),
  },
  {
    title: 'Challenges',
    text: 'Show up each day and your streak multiplies what you earn. Sixteen days make a SHORT, thirty-two an INT.',
    peek: <Stairs />,
    shape: (
      <path d="M12 3c1 4 5 5.500 5 10.500a5 5 0 0 1-10 0c0-2 1-3 2-4 .5 1.500 1.300 2 2 2 0-3-.5-5.500 1-8.500Z" />
    ),
  },
  {
    title: 'Collaboration',
    text: 'Pick a squad, review each other’s code, and see in the standings what a team can do that a lone wolf cannot.',
    peek: <Standings />,
    shape: (
      <path d="M6 8.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5Zm0 0v12M18 20.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5Zm0-5V11a4 4 0 0 0-4-4h-3m2.500-3L10 7l3.500 3" />
    ),
  },
] as const;

/** `/` */
export function LandingPage(props: LandingProps) {
  const { figures, simulated } = props;
  return (
    <SiteFrame
      {...props}
      title="Smarter Dev – Learn. Code. Grow."
      description="A community of developers on Discord who learn, code and grow together. Ask, review, team up, and be thanked for it."
      font={{ path: '/fonts/code.woff2', media: '(min-width: 60rem)' }}
    >
      <section class="hero wide">
        <div class="hero-words">
          <h1>
            <span>Learn.</span> <span>Code.</span> <span class="grow">Grow.</span>
          </h1>
          <p class="lead">
            A Discord full of developers who answer, review and build with you. Your first merged pull request does not
            go unnoticed here.
          </p>
          <p class="acts">
            <Join />
            {simulated ? (
              <a class="aside-link" href="/simulator">
                Look around first
              </a>
            ) : null}
          </p>
        </div>
        <CodeWindow />
      </section>
      {figures.guilds > 0 ? <Figures figures={figures} /> : null}
      <section class="wide" aria-labelledby="why">
        <h2 id="why" data-reveal="">
          Better with company
        </h2>
        <ul class="cards">
          {CARDS.map(({ title, text, shape, peek }) => (
            <li class="card" data-reveal="">
              <div class="peek" aria-hidden="true">
                {peek as 'safe'}
              </div>
              <div class="card-words">
                <h3>
                  <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true">
                    {shape as 'safe'}
                  </svg>
                  {title}
                </h3>
                <p>{text}</p>
              </div>
            </li>
          ))}
        </ul>
      </section>
      <section class="wide last" aria-labelledby="come" data-reveal="">
        <h2 id="come">Bring a question. Stay for the people.</h2>
        <p class="lead">Beginners are welcome, and so are those who forgot that they ever were.</p>
        <p>
          <Join />
        </p>
      </section>
    </SiteFrame>
  );
}

/** What the cards speak of, as it looks. */
function Thanks() {
  return (
    <>
      <p class="typed">
        <b>/bytes send</b> <i>Ada</i> <i>25</i>
      </p>
      <p class="embed">
        <b>Priya thanked Ada</b>
        25 bytes · “the borrow checker finally makes sense”
      </p>
    </>
  );
}

function Stairs() {
  return (
    <ol class="stairs">
      {STAIRS.map(([name, factor]) => (
        <li>
          <b>{factor}</b>
          <span>{name}</span>
        </li>
      ))}
    </ol>
  );
}

function Standings() {
  return (
    <ol class="race">
      {SQUADS.map((name) => (
        <li>
          <span>{name}</span>
        </li>
      ))}
    </ol>
  );
}

function CodeWindow() {
  return (
    <div class="stage">
      <svg class="shapes" viewBox="0 0 560 480" aria-hidden="true" focusable="false">
        <path class="drift" d="M470 34 420 84l50 50M510 34l50 50-50 50" />
        <circle class="drift slow green" cx="46" cy="392" r="42" />
        <path class="drift late" d="m500 400 26-46 26 46z" />
      </svg>
      <figure class="window" data-tilt="">
        <figcaption>
          <span class="dots" aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
          Priya’s first merge
        </figcaption>
        <div class="screen" tabindex="0" role="region" aria-label="A request that rewards a member, and its answer">
          <pre>
            <code>
              <span class="k6">$ </span>
              {STORY_REQUEST as 'safe'}
            </code>
          </pre>
          <pre class="answer">
            <code>{STORY_ANSWER as 'safe'}</code>
          </pre>
        </div>
      </figure>
    </div>
  );
}

function Figures({ figures: { members, moved, squads } }: { figures: SiteFigures }) {
  const shown = [
    ...(members === null ? [] : [{ value: members, name: members === 1 ? 'member' : 'members' }]),
    { value: moved, name: 'bytes sent in thanks' },
    { value: squads, name: squads === 1 ? 'squad' : 'squads' },
  ];
  return (
    <section class="wide" aria-label="The community in figures">
      <dl class="figures">
        {shown.map(({ value, name }) => (
          <div>
            <dt safe>{name}</dt>
            <dd safe>{grouped(value)}</dd>
          </div>
        ))}
      </dl>
      <p class="fine figures-note">
        Live, from guilds that chose to show them. <a href="/community">See who leads</a>
      </p>
    </section>
  );
}
