import { afterEach, beforeEach, expect, test } from 'bun:test';
import type { ConfigFile } from '../../../../src/features/history/model.ts';
import { createHistory } from '../../../../src/features/history/service/index.ts';
import { type ConfiguredSquad, SQUAD_DEFAULTS, settingsOf } from '../../../../src/features/squads/model.ts';
import { createSquadsPart } from '../../../../src/features/squads/service/config-part.ts';
import { isRefusal, refuse } from '../../../../src/shared/refusal.ts';
import { eachDatabase } from '../../../harness/database.ts';
import { ada, GUILD, linus, made, openScene, roleId, type Scene, staff } from '../scene.ts';

const OTHER_GUILD = '100000000000000002';

eachDatabase('squads in history and files', (kind) => {
  let scene: Scene;
  let history: ReturnType<typeof createHistory>;
  beforeEach(async () => {
    scene = await openScene(kind);
    history = createHistory({ ...scene, parts: [createSquadsPart(scene.squads)] });
  });
  afterEach(() => scene.close());

  const exported = () => history.exportConfig({ id: GUILD, name: 'Python Builders' });
  const squadsIn = ({ features }: ConfigFile) => (features.squads as { squads: ConfiguredSquad[] }).squads;
  const later = () => {
    scene.clock.time += 1_000;
  };

  /** The file with its squads changed. */
  async function fileWith(change: (squads: ConfiguredSquad[]) => readonly object[]): Promise<string> {
    const file = await exported();
    return JSON.stringify({ ...file, features: { squads: { squads: change(squadsIn(file)) } } });
  }

  async function preview(text: string, guildId = GUILD) {
    const found = await history.previewImport(guildId, text);
    if (isRefusal(found) || 'issues' in found) throw new Error(JSON.stringify(found));
    const [part] = found.parts;
    return { version: found.version, notes: part?.notes, told: part?.differences.map(({ label }) => label) };
  }

  async function imported(text: string, guildId = GUILD) {
    const { version } = await preview(text, guildId);
    return history.applyImport({ guildId, text, version, actor: staff });
  }

  const names = async (guildId = GUILD) => (await scene.squads.list(guildId)).map(({ name }) => name);
  const squadOf = async (name: string) => (await scene.squads.list(GUILD)).find((one) => one.name === name);

  async function join(squadId: string, user = ada) {
    await scene.squads.join({ guildId: GUILD, user, squadId, key: scene.newKey() });
    await scene.calm();
  }

  async function newest() {
    const [change] = (await history.changes({ guildId: GUILD })).changes;
    if (!change) throw new Error('nothing was changed');
    return change;
  }

  async function restore(changeId: string) {
    const change = await history.change(GUILD, changeId);
    if (isRefusal(change)) throw new Error(change.refused);
    const { version, restoring, notes } = change;
    const done = await history.restore({ guildId: GUILD, changeId, version, actor: staff });
    return { done, notes, labels: restoring.map(({ label }) => label) };
  }

  test('come back as they went, with their order, and are the same in another guild', async () => {
    for (const number of [1, 2, 3]) await made(scene, number, { welcome: `Hello ${number}`, minReceived: number });
    const text = JSON.stringify(await exported());
    expect(await preview(text)).toMatchObject({ told: [], notes: [] });
    expect(await imported(text, OTHER_GUILD)).toHaveLength(3);
    expect(await names(OTHER_GUILD)).toEqual(['Squad 1', 'Squad 2', 'Squad 3']);
    expect((await scene.squads.list(OTHER_GUILD))[1]).toMatchObject({
      roleId: roleId(2),
      welcome: 'Hello 2',
      minReceived: 2,
    });
    expect(await preview(text, OTHER_GUILD)).toMatchObject({ told: [] });
  });

  test('are changed, renamed, swapped, sorted, made and deleted at once, with one entry of who did it', async () => {
    for (const number of [1, 2, 3]) await made(scene, number);
    const text = await fileWith(([one, two]) => [
      { ...one, name: 'Squad 2', roleId: roleId(2) },
      { ...SQUAD_DEFAULTS, name: 'Fresh', roleId: roleId(9) },
      { ...two, name: 'Squad 1', roleId: roleId(1), switchCost: 7 },
    ]);
    const { told, notes } = await preview(text);
    expect(told).toEqual([
      'Squad 2 › Name',
      'Squad 2 › Role',
      'Squad 1 › Name',
      'Squad 1 › Role',
      'Squad 1 › Bytes to switch to it',
      'Squad 3',
      'Fresh',
      'Order',
    ]);
    expect(notes).toEqual(['Squad 3 is deleted; nobody is in it.']);
    await imported(text);
    expect(await names()).toEqual(['Squad 2', 'Fresh', 'Squad 1']);
    expect(await squadOf('Squad 1')).toMatchObject({ roleId: roleId(1), switchCost: 7 });
    expect(await newest()).toMatchObject({ origin: 'import', deed: null, actor: { id: staff.id, name: staff.name } });
    expect(await preview(text)).toMatchObject({ told: [] });
    await restore((await newest()).id);
    expect(await names()).toEqual(['Squad 1', 'Squad 2', 'Squad 3']);
  });

  test('with members are closed instead of deleted, and it is said whom that spares', async () => {
    const squad = await made(scene, 1);
    await made(scene, 2);
    await join(squad.id);
    await join(squad.id, linus);
    await scene.squads.markDeparted(GUILD, linus.id);
    const text = await fileWith(() => []);
    const { notes } = await preview(text);
    expect(notes).toEqual([
      expect.stringContaining('Squad 1 would be deleted, but has 1 member and 1 who left the server: they keep it'),
      'Squad 2 is deleted; nobody is in it.',
    ]);
    await imported(text);
    expect(await scene.squads.list(GUILD)).toMatchObject([{ name: 'Squad 1', isActive: false, memberCount: 1 }]);
    expect(await preview(text)).toMatchObject({ told: [] });
  });

  test('that somebody joins after the preview are not deleted', async () => {
    const squad = await made(scene, 1);
    const text = await fileWith(() => []);
    const { version } = await preview(text);
    await join(squad.id);
    // Whoever reads before the join sees an empty squad still.
    scene.squads.headcounts = async () => new Map();
    expect(await history.applyImport({ guildId: GUILD, text, version, actor: staff })).toEqual(
      refuse('config_changed_meanwhile'),
    );
    expect(await names()).toEqual(['Squad 1']);
  });

  test('that do not fit are told with squad and role, all at once, and nothing is written', async () => {
    await made(scene, 1);
    scene.discord.problems.set(roleId(8), 'It gives Administrator.');
    scene.discord.gone.add(roleId(7));
    const text = await fileWith((squads) => [
      ...squads,
      { ...SQUAD_DEFAULTS, name: 'Bosses', roleId: roleId(8) },
      { ...SQUAD_DEFAULTS, name: 'Ghosts', roleId: roleId(7), requiredRoleId: roleId(7) },
      { ...SQUAD_DEFAULTS, name: 'Thieves', roleId: roleId(1) },
      { ...SQUAD_DEFAULTS, name: 'thieves', roleId: roleId(5) },
    ]);
    const wrong = await history.previewImport(GUILD, text);
    expect('issues' in wrong && wrong.issues.map(({ path, message }) => `${path} ${message}`)).toEqual([
      `features.squads.squads.1.roleId Bosses (role ${roleId(8)}): It gives Administrator.`,
      `features.squads.squads.2.roleId Ghosts (role ${roleId(7)}): There is no such role in this server.`,
      `features.squads.squads.2.requiredRoleId Ghosts (role ${roleId(7)}): There is no such role in this server.`,
      `features.squads.squads.3.roleId Thieves (role ${roleId(1)}): This role belongs to the squad Squad 1 already. Choose another one.`,
      'features.squads.squads.3.name Thieves: There is a squad of this name already. Choose another name.',
      'features.squads.squads.4.name thieves: There is a squad of this name already. Choose another name.',
    ]);
    const shapes = await history.previewImport(
      GUILD,
      await fileWith((squads) => [{ ...squads[0], switchCost: -1, wealth: 2 }]),
    );
    expect('issues' in shapes && shapes.issues.map(({ path }) => path)).toEqual([
      'features.squads.squads.0.switchCost',
      'features.squads.squads.0.wealth',
    ]);
    expect(await names()).toEqual(['Squad 1']);
  });

  test('whose role has become dangerous do not stand in the way of others', async () => {
    await made(scene, 1);
    scene.discord.problems.set(roleId(1), 'It gives Administrator.');
    await imported(await fileWith((squads) => [...squads, { ...SQUAD_DEFAULTS, name: 'New', roleId: roleId(2) }]));
    expect(await names()).toEqual(['Squad 1', 'New']);
    const wrong = await history.previewImport(
      GUILD,
      await fileWith(([one, ...rest]) => [{ ...one, switchCost: 3 }, ...rest]),
    );
    expect('issues' in wrong && wrong.issues).toHaveLength(1);
  });

  test('made, changed, sorted and deleted one by one are in the history, each with its way back', async () => {
    const one = await made(scene, 1);
    later();
    const two = await made(scene, 2);
    later();
    await scene.squads.edit(GUILD, one.id, { ...settingsOf(one), name: 'Gophers', switchCost: 9 }, { actor: staff });
    later();
    await scene.squads.order(GUILD, [two.id, one.id], staff);
    later();
    await scene.squads.remove(GUILD, two.id, { actor: { id: linus.id } });
    const { changes } = await history.changes({ guildId: GUILD });
    expect(
      changes.map(({ deed, actor, differences }) => [deed?.kind, deed?.what, actor.id, differences.length]),
    ).toEqual([
      ['deleted', 'the squad Squad 2', linus.id, 1],
      ['sorted', 'the squads', staff.id, 0],
      ['changed', 'the squad Gophers', staff.id, 2],
      ['created', 'the squad Squad 2', staff.id, 1],
      ['created', 'the squad Squad 1', staff.id, 1],
    ]);
    const [deleted, , changed, , first] = changes.map(({ id }) => id);
    later();
    expect(await restore(deleted ?? '')).toMatchObject({ labels: ['Squad 2'] });
    expect(await names()).toEqual(['Gophers', 'Squad 2']);
    later();
    expect(await restore(changed ?? '')).toMatchObject({
      labels: ['Squad 1 › Name', 'Squad 1 › Bytes to switch to it'],
    });
    expect(await squadOf('Squad 1')).toMatchObject({ switchCost: 50, roleId: roleId(1) });
    await join(one.id);
    later();
    expect((await restore(first ?? '')).notes).toEqual([expect.stringContaining('but has 1 member:')]);
    expect(await squadOf('Squad 1')).toMatchObject({ isActive: false, memberCount: 1 });
    expect(await newest()).toMatchObject({ origin: 'restore', actor: { id: staff.id } });
  });

  test('whose role is gone do not come back, with the reason', async () => {
    const squad = await made(scene, 1);
    await scene.squads.remove(GUILD, squad.id, { actor: staff });
    const { id } = await newest();
    scene.discord.gone.add(roleId(1));
    expect((await restore(id)).done).toEqual({
      issues: [
        { path: 'squads.0.roleId', message: `Squad 1 (role ${roleId(1)}): There is no such role in this server.` },
      ],
    });
    scene.discord.away = true;
    expect((await restore(id)).done).toEqual(refuse('discord_away'));
    expect(await names()).toEqual([]);
  });

  test('whose role another one has are followed by their members', async () => {
    const squad = await made(scene, 1);
    await join(squad.id);
    const text = await fileWith(([one]) => [{ ...one, roleId: roleId(4) }]);
    expect((await preview(text)).notes).toEqual(['Squad 1: its member gets the new role and loses the old one.']);
    await imported(text);
    await scene.squads.upkeep();
    await scene.calm();
    expect(scene.discord.rolesOf(ada.id)).toEqual([roleId(4)]);
  });
});
