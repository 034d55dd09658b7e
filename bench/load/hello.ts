import { Elysia } from 'elysia';

/** The least that our web framework can do: one fixed answer, nothing around it. */
const app = new Elysia().get('/', 'hello').listen({ port: 0, hostname: '127.0.0.1' });
console.log(`http://127.0.0.1:${app.server?.port}`);
