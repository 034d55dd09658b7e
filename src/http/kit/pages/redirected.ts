/** Ends a request early by sending the browser elsewhere; htmx is told to load that page whole. */
export class Redirected extends Error {
  override readonly name = 'Redirected';
  readonly response: Response;

  constructor(request: Request, location: string) {
    super(`redirected to ${location}`);
    const headers = { 'cache-control': 'no-store' };
    this.response = request.headers.has('hx-request')
      ? new Response(null, { status: 401, headers: { ...headers, 'hx-redirect': location } })
      : new Response(null, { status: 303, headers: { ...headers, location } });
  }
}
