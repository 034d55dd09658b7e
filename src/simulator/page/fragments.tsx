import type { APIModalInteractionResponseCallbackData } from 'discord-api-types/v10';
import { Elysia } from 'elysia';
import { CommandForm, Palette, PickerList } from '../../../views/simulator/command.tsx';
import { Earlier } from '../../../views/simulator/log.tsx';
import { Profile } from '../../../views/simulator/members.tsx';
import { MemberMenu, MessageMenu } from '../../../views/simulator/menu.tsx';
import { Modal } from '../../../views/simulator/modal.tsx';
import { ModerateDialog } from '../../../views/simulator/moderate.tsx';
import { choicesFor } from './choices.ts';
import { invocations } from './commands.ts';
import { html, whereOf } from './request.ts';
import { nativeActions } from './rights.ts';
import { createScene, type Scene } from './scene.ts';
import type { PageSource } from './source.ts';
import { earlier } from './transcript.ts';

interface FragmentsDeps {
  simulator: PageSource;
  cdn: string;
}

/** The pieces of the page that its scripts and htmx ask for. */
export function simulatorFragments({ simulator, cdn }: FragmentsDeps) {
  /** Draws a fragment of the scene the request names; what is not there any more says so. */
  async function draw(
    request: Request,
    view: (scene: Scene, ask: URLSearchParams) => JSX.Element | null,
  ): Promise<Response> {
    const scene = createScene(simulator, whereOf(request), cdn);
    const markup = scene && view(scene, new URL(request.url).searchParams);
    return markup ? html(markup) : html(<p class="empty-line">That is gone.</p>, 404);
  }

  return new Elysia({ name: 'simulator-fragments' })
    .get('/simulator/earlier', ({ request }) => draw(request, earlierMessages))
    .get('/simulator/palette', ({ request }) =>
      draw(request, (scene) => (
        <Palette commands={invocations(scene)} bot={scene.person(scene.state.application.bot.id).name} />
      )),
    )
    .get('/simulator/command', ({ request }) => draw(request, commandForm))
    .get('/simulator/profile', ({ request }) =>
      draw(request, (scene, ask) => <Profile person={scene.person(ask.get('id') ?? '0')} scene={scene} />),
    )
    .get('/simulator/menu', ({ request }) => draw(request, menu))
    .get('/simulator/moderate', ({ request }) => draw(request, moderateDialog))
    .get('/simulator/choices', async ({ request }) => {
      const ask = new URL(request.url).searchParams;
      const scene = createScene(simulator, whereOf(request), cdn);
      if (!scene) return html(<p class="empty-line">Nothing here.</p>, 404);
      const read = (name: string) => ask.get(name) ?? '';
      const question = {
        kind: read('kind'),
        typed: read('typed'),
        command: read('command'),
        option: read('option'),
        values: stringRecord(read('values')),
      };
      return html(<PickerList choices={await choicesFor(simulator, scene, question)} label={question.option} />);
    })
    .post(
      '/simulator/modal',
      async ({ request }) => {
        const modal = await request.json().catch(() => null);
        return isModal(modal) ? html(<Modal modal={modal} />) : html(<p class="empty-line">No form.</p>, 400);
      },
      { parse: 'none' },
    );
}

function earlierMessages(scene: Scene, ask: URLSearchParams): JSX.Element {
  const found = earlier(scene, ask.get('before') ?? '');
  return <Earlier entries={found.entries} more={found.more} scene={scene} />;
}

function commandForm(scene: Scene, ask: URLSearchParams): JSX.Element | null {
  const command = invocations(scene).find(({ name }) => name === ask.get('name'));
  return command ? <CommandForm command={command} /> : null;
}

function menu(scene: Scene, ask: URLSearchParams): JSX.Element | null {
  const member = ask.get('member');
  if (member) return <MemberMenu person={scene.person(member)} scene={scene} />;
  const message = scene.messages.find(({ id }) => id === ask.get('message'));
  return message ? <MessageMenu message={message} scene={scene} /> : null;
}

function moderateDialog(scene: Scene, ask: URLSearchParams): JSX.Element | null {
  const person = scene.person(ask.get('member') ?? '0');
  const action = person.member && nativeActions(scene, person.member).find((each) => each === ask.get('action'));
  return action ? <ModerateDialog action={action} person={person} /> : null;
}

/** A form as a bot sends it; the simulated Discord has validated it already. */
function isModal(value: unknown): value is APIModalInteractionResponseCallbackData {
  return typeof value === 'object' && value !== null && 'custom_id' in value && 'components' in value;
}

function stringRecord(json: string): Record<string, string> {
  try {
    const value: unknown = JSON.parse(json || '{}');
    return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(textEntry)) : {};
  } catch {
    return {};
  }
}

function textEntry([name, value]: [string, unknown]): [string, string] {
  return [name, String(value)];
}
