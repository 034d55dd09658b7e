import { exampleOf, type Field, fieldsOf, type Parameter, type Placed, type Schema, typeOf } from './document.ts';

/** One operation: folded, a line; opened, everything about it and a form that sends it. */
export function Operation({ operation }: { operation: Placed }) {
  const { operationId: id, method, path, summary, description, responses } = operation;
  const [[status, done] = ['200', undefined]] = Object.entries(responses);
  const answer = done?.content?.['application/json'];
  return (
    <details class="op" id={id} name="operation">
      <summary>
        <b class={`method ${method}`} safe>
          {method.toUpperCase()}
        </b>
        <code safe>{path}</code>
        <span safe>{summary}</span>
      </summary>
      <div class="op-body">
        <Prose text={description} />
        <Attempt operation={operation} />
        <h3 safe>{`Answer: ${status}`}</h3>
        {answer ? (
          <>
            <pre tabindex="0">
              <code safe>{JSON.stringify(answer.example ?? exampleOf(answer.schema), null, 2)}</code>
            </pre>
            <Fields title="Fields of the answer" schema={answer.schema} />
          </>
        ) : (
          <p>Nothing besides the status.</p>
        )}
        <h3>Refusals</h3>
        <dl class="refusals">
          {Object.entries(responses)
            .filter(([code]) => code !== status)
            .map(([code, { description }]) => (
              <div>
                <dt safe>{code}</dt>
                <dd>
                  <Prose text={description} inline />
                </dd>
              </div>
            ))}
        </dl>
      </div>
    </details>
  );
}

/** Parameters and body, filled with what the document has as examples; `static/js/api-docs.js` sends them. */
function Attempt({
  operation: { operationId: id, method, path, parameters = [], requestBody },
}: {
  operation: Placed;
}) {
  const body = requestBody?.content['application/json'];
  const named = `${id}-body`;
  return (
    <form class="attempt" data-method={method.toUpperCase()} data-path={path}>
      {parameters.length > 0 ? <h3>Parameters</h3> : null}
      {parameters.map((parameter) => (
        <ParameterField id={`${id}-${parameter.name}`} parameter={parameter} />
      ))}
      {body ? (
        <>
          <h3>
            <label for={named}>Request body</label>
          </h3>
          <textarea id={named} name="body" rows={rowsOf(bodyOf(body))} spellcheck="false" safe>
            {bodyOf(body)}
          </textarea>
          <Fields title="Fields of the body" schema={body.schema} />
        </>
      ) : null}
      <div class="attempt-acts" hidden>
        <button type="submit">Send request</button>
        <button type="button" data-curl="">
          Show as curl
        </button>
      </div>
      <div class="outcome" role="status" />
    </form>
  );
}

function ParameterField({ id, parameter }: { id: string; parameter: Parameter }) {
  const { name, in: place, required = false, description = '', example, schema } = parameter;
  const about = `${id}-about`;
  const common = { id, name, 'data-in': place, 'aria-describedby': about };
  return (
    <div class="parameter">
      <label for={id}>
        <code safe>{name}</code>
        {required ? <small>required</small> : null}
      </label>
      {schema.enum ? (
        <select {...common} required={required}>
          {required ? null : <option value="">not sent</option>}
          {schema.enum.map((value) => (
            <option safe>{String(value)}</option>
          ))}
        </select>
      ) : (
        <input {...common} required={required} value={required ? String(example ?? '') : ''} autocomplete="off" />
      )}
      <p id={about}>
        <Prose text={description} inline /> <small safe>{typeOf(schema)}</small>
      </p>
    </div>
  );
}

function Fields({ title, schema }: { title: string; schema: Schema }) {
  const fields = fieldsOf(schema);
  if (fields.length === 0) return null;
  return (
    <details class="fields">
      <summary safe>{title}</summary>
      <dl>
        {fields.map((field) => (
          <FieldLine field={field} />
        ))}
      </dl>
    </details>
  );
}

function FieldLine({ field: { path, type, required, description } }: { field: Field }) {
  return (
    <div>
      <dt>
        <code safe>{path}</code>
      </dt>
      <dd>
        <small safe>{required ? type : `${type}; may be absent`}</small>
        {description ? <Prose text={description} inline /> : null}
      </dd>
    </div>
  );
}

/** Paragraphs and `code`, which is all that descriptions use. */
function Prose({ text, inline = false }: { text: string; inline?: boolean }) {
  const [first = '', ...rest] = text.split('\n\n');
  if (inline) return <>{marked(text) as 'safe'}</>;
  return (
    <>
      {[first, ...rest].map((paragraph) => (
        <p>{marked(paragraph) as 'safe'}</p>
      ))}
    </>
  );
}

function marked(text: string): string {
  return Bun.escapeHTML(text).replace(/`([^`]+)`/g, '<code>$1</code>');
}

function bodyOf({ schema, example }: { schema: Schema; example?: unknown }): string {
  return JSON.stringify(example ?? exampleOf(schema), null, 2);
}

function rowsOf(text: string): string {
  return String(Math.min(text.split('\n').length, 16));
}
