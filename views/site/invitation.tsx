import { SiteFrame, type SiteProps } from './frame.tsx';

/** `/discord` of an instance that has no invitation to give. */
export function InvitationPage(props: SiteProps) {
  return (
    <SiteFrame {...props} title="Join us · Smarter Dev" description="How to join this community on Discord.">
      <article class="text">
        <h1>The door is being hung</h1>
        <p class="lead">
          Whoever runs this site has not published an invitation to the Discord yet. If you know a member, ask them to
          let you in.
        </p>
        {props.simulated ? (
          <p>
            Meanwhile there is a <a href="/simulator">simulated Discord</a> in which you can try everything as any
            member.
          </p>
        ) : null}
        <p>
          Do you run it? Set <code>DISCORD_INVITE_URL</code> to an invitation that does not expire, and this address
          leads there.
        </p>
        <p>
          <a href="/">Back to the home page</a>
        </p>
      </article>
    </SiteFrame>
  );
}
