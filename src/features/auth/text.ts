import type { SignInRefusal } from './model.ts';

/** One sentence for everything that keeps somebody from signing in. */
export const signInWording = {
  sign_in_too_often: () => 'That was too often. Wait ten minutes, then try again.',
  sign_in_person_unknown: () => 'Nobody of that name is in the guild. Choose somebody from the list.',
  sign_in_not_here: () => 'This server does not offer that way to sign in.',
  sign_in_cancelled: () => 'You cancelled, so you are not signed in. Nothing was shared with us.',
  sign_in_lapsed: () => 'This sign-in took longer than ten minutes or was used already. Start again.',
  sign_in_foreign: () => 'This sign-in was not begun in this browser. Start again here.',
  sign_in_refused: () => 'Discord did not accept the sign-in. Start again.',
  sign_in_discord_away: () => 'Discord does not answer right now. Try again in a minute.',
} satisfies Record<SignInRefusal, () => string>;
