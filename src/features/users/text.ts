/** One sentence for every refusal about people. */
export const usersWording = {
  user_unknown: () => 'Nobody of that id is in a guild that this key may see. Check the id.',
};
