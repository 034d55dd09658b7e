/**
 * Something outside the program keeps it from doing its work: a taken port, a folder in use, a database that is away.
 * The message is one or two sentences for whoever runs it: what is wrong and what to do. It is shown without a stack.
 */
export class StartFailure extends Error {
  override readonly name: string = 'StartFailure';
}
