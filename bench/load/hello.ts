import { Elysia } from 'elysia';

/**
 * The least that our web framework can do in the same process: one route, nothing around it. Preloaded, so that it shares the
 * heap and the core with the product. A handler, since a fixed text Elysia leaves to Bun and has no part in it.
 */
const app = new Elysia().get('/', () => 'hello').listen({ port: 0, hostname: '127.0.0.1' });
console.log(`hello at 127.0.0.1:${app.server?.port}`);
