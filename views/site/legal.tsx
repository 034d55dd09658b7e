import { SiteFrame, type SiteProps } from './frame.tsx';

/** `/privacy`: a template, true of this software; whoever runs it adds who they are. */
export function PrivacyPage(props: SiteProps) {
  return (
    <SiteFrame
      {...props}
      title="Privacy · Smarter Dev"
      description="What Smarter Dev keeps about people, for how long, and how to have it erased."
    >
      <article class="text">
        <h1>Privacy policy</h1>
        <p class="lead">We keep what the features need, and you can take it out or have it erased yourself.</p>
        <h2>What is kept</h2>
        <ul>
          <li>Your Discord id and username, for each guild in which you use the bot.</li>
          <li>Your bytes: balance, streak, and the ledger of what was earned, sent and received, with its reasons.</li>
          <li>Your squads: when you joined and left them.</li>
          <li>Moderation cases about you, with reasons and notes of the moderators.</li>
          <li>What auto-moderation did about a message of yours, with an excerpt of that message.</li>
          <li>
            While you are signed in here: a session with your address and browser, so that you can recognise and end it.
          </li>
        </ul>
        <h2>What is not kept</h2>
        <p>
          Other messages, direct messages and e-mail addresses. These pages set no cookie before you sign in, count no
          visitors, and load nothing from other sites.
        </p>
        <h2>Who sees it</h2>
        <p>
          Members of your guild see the leaderboard and what you sent publicly. Its moderators and managers see what
          their work needs. Everybody sees the lists under <a href="/community">Community</a> of guilds whose managers
          switched that on; opting out in Discord takes you off every list. Nothing is sold or handed to advertisers.
        </p>
        <h2>Your rights</h2>
        <p>
          <a href="/me">Your own page</a> shows what is kept about you, gives you a copy as a file, and erases it. Cases
          remain for the guild’s safety, without your name. Ledger rows of others remain, without yours.
        </p>
        <h2>Contact</h2>
        <p>
          The operator of this site answers for it. Reach them through the <a href="/discord">Discord server</a>.
        </p>
      </article>
    </SiteFrame>
  );
}

/** `/terms`: a template, too. */
export function TermsPage(props: SiteProps) {
  return (
    <SiteFrame
      {...props}
      title="Terms · Smarter Dev"
      description="The terms for using Smarter Dev: be kind, bytes are no money, no warranty."
    >
      <article class="text">
        <h1>Terms of service</h1>
        <p class="lead">Short, since few things need saying.</p>
        <h2>Be kind</h2>
        <p>
          Discord’s terms and the rules of each guild hold here too. Moderators may warn, mute or remove people; what
          they did is a case with a reason.
        </p>
        <h2>Bytes are no money</h2>
        <p>
          They cannot be bought, sold or paid out. Guilds may correct, reset or end them. Trading accounts or gaming the
          rewards by programs is a reason to lose them.
        </p>
        <h2>The API</h2>
        <p>
          Keys are personal to whoever made them, have limits, and may be revoked. Do not use them to collect data about
          people who did not ask for it.
        </p>
        <h2>No warranty</h2>
        <p>
          The service is free and comes as it is. It may change or end; we say so in the <a href="/discord">Discord</a>{' '}
          beforehand where we can. The software is published under the MIT licence.
        </p>
        <p>
          What is kept about you stands in the <a href="/privacy">privacy policy</a>.
        </p>
      </article>
    </SiteFrame>
  );
}
