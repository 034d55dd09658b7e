import type { APIEmbed, APIEmbedField } from 'discord-api-types/v10';
import type { Scene } from '../../src/simulator/page/scene.ts';
import { hex, spoken } from '../../src/simulator/page/words.ts';
import { InlineMarkdown, Markdown } from './markdown.tsx';

/** One embed: colour bar, author, title, description, fields, pictures, footer. */
export function Embed({ embed, scene }: { embed: APIEmbed; scene: Scene }) {
  return (
    <article class="embed" data-color={hex(embed.color) ?? undefined}>
      <div class="embed-body">
        <EmbedAuthor embed={embed} />
        <EmbedTitle embed={embed} scene={scene} />
        {embed.description ? (
          <div class="embed-text">
            <Markdown text={embed.description} scene={scene} />
          </div>
        ) : null}
        {embed.fields?.length ? <Fields fields={embed.fields} scene={scene} /> : null}
      </div>
      {embed.thumbnail ? <img class="embed-thumbnail" src={embed.thumbnail.url} alt="" loading="lazy" /> : null}
      {embed.image ? <img class="embed-image" src={embed.image.url} alt="" loading="lazy" /> : null}
      <EmbedFooter embed={embed} scene={scene} />
    </article>
  );
}

function EmbedAuthor({ embed: { author } }: { embed: APIEmbed }) {
  if (!author) return null;
  return (
    <div class="embed-author">
      {author.icon_url ? <img src={author.icon_url} alt="" width="20" height="20" /> : null}
      <span safe>{author.name}</span>
    </div>
  );
}

function EmbedTitle({ embed, scene }: { embed: APIEmbed; scene: Scene }) {
  if (!embed.title) return null;
  const title = <InlineMarkdown text={embed.title} scene={scene} />;
  if (!embed.url?.startsWith('http')) return <div class="embed-title">{title}</div>;
  return (
    <a class="embed-title" href={embed.url} target="_blank" rel="noopener noreferrer">
      {title}
    </a>
  );
}

function Fields({ fields, scene }: { fields: APIEmbedField[]; scene: Scene }) {
  return (
    <dl class="embed-fields">
      {fields.map((field) => (
        <div class={field.inline ? 'inline' : undefined}>
          <dt>
            <InlineMarkdown text={field.name} scene={scene} />
          </dt>
          <dd>
            <Markdown text={field.value} scene={scene} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function EmbedFooter({ embed, scene }: { embed: APIEmbed; scene: Scene }) {
  if (!embed.footer && !embed.timestamp) return null;
  const parts = [embed.footer?.text, embed.timestamp ? spoken(Date.parse(embed.timestamp), scene.now) : undefined];
  return (
    <footer class="embed-footer">
      {embed.footer?.icon_url ? <img src={embed.footer.icon_url} alt="" width="18" height="18" /> : null}
      <span safe>{parts.filter(Boolean).join(' • ')}</span>
    </footer>
  );
}
