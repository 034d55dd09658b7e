import { LONGEST_WINDOW, type Post, type PostRef } from '../rules.ts';
import type { Past } from '../triggers/trigger.ts';
import { BITMAP_WORDS, bitsIn, type Words, weight } from '../triggers/words.ts';

const SMALLEST = 64;
/** The most messages that are remembered of one guild; beyond it the oldest go first. */
const LARGEST = 32_768;
/** The most that are looked at for one member. */
const WALKED = 100;
const COMPARED = 20;
const EVIDENCE = 50;
const KEPT = LONGEST_WINDOW * 1_000;
/** Bytes of one message besides its bitmap: times, hashes, links, and two ids as strings. */
const ENTRY_BYTES = 8 + 8 + 4 + 2 + 1 + 2 * 48;
const HEAD_BYTES = 100;

/**
 * What a guild's members wrote in the last five minutes: a ring of hashes and bitmaps, never of texts, in which every
 * message points at its author's one before. At most 32,768 messages, which is 12.6 MB with bitmaps and 3.9 without.
 */
export class Traces implements Past {
  #capacity = SMALLEST;
  #next = 0;
  #now = 0;
  #current = 0;
  #heads = new Map<string, number>();
  #pruneAt = 4 * SMALLEST;
  #at = new Float64Array(SMALLEST);
  #hash = new Float64Array(SMALLEST);
  /** How many messages lie between one and its author's one before; 0 for none. */
  #back = new Uint32Array(SMALLEST);
  #weight = new Uint16Array(SMALLEST);
  #edited = new Uint8Array(SMALLEST);
  #posts: string[] = [];
  #channels: string[] = [];
  #bitmaps: Uint32Array | null = null;

  /** Takes a message in, or what an edit made of it; what follows asks about its author. `words` null: counted only. */
  note(userId: string, post: Post, at: number, { words, edited }: { words: Words | null; edited: boolean }): void {
    this.#now = at;
    const head = this.#heads.get(userId);
    const known = edited && head !== undefined ? this.#find(head, post.id) : -1;
    this.#current = known >= 0 ? known : this.#append(userId, post, at, edited);
    if (words) this.#describe(this.#current & (this.#capacity - 1), words);
  }

  rate(seconds: number, only: ReadonlySet<string> | null): { messages: number; channels: number } {
    let messages = 0;
    const seen: string[] = [];
    this.#walk(seconds, WALKED, (slot) => {
      const channel = this.#channels[slot] ?? '';
      if (this.#edited[slot] === 1 || (only && !only.has(channel))) return;
      messages += 1;
      if (!seen.includes(channel)) seen.push(channel);
    });
    return { messages, channels: seen.length };
  }

  copies(seconds: number, similarity: number): number {
    const here = this.#current & (this.#capacity - 1);
    let copies = 0;
    this.#walk(seconds, COMPARED, (slot) => {
      if (slot === here || this.#alike(here, slot, similarity)) copies += 1;
    });
    return copies;
  }

  before(seconds: number): PostRef[] {
    const here = this.#current & (this.#capacity - 1);
    const found: PostRef[] = [];
    this.#walk(seconds, EVIDENCE, (slot) => {
      if (slot !== here) found.push({ id: this.#posts[slot] ?? '', channelId: this.#channels[slot] ?? '' });
    });
    return found;
  }

  /** When the newest message was written; epoch milliseconds. */
  get lastAt(): number {
    return this.#next === 0 ? 0 : (this.#at[(this.#next - 1) & (this.#capacity - 1)] ?? 0);
  }

  get figures(): { members: number; messages: number; bytes: number } {
    const bytes = this.#capacity * (ENTRY_BYTES + (this.#bitmaps ? BITMAP_WORDS * 4 : 0));
    return {
      members: this.#heads.size,
      messages: Math.min(this.#next, this.#capacity),
      bytes: bytes + this.#heads.size * HEAD_BYTES,
    };
  }

  #append(userId: string, post: Post, at: number, edited: boolean): number {
    if (this.#next >= this.#capacity) this.#makeRoom(at);
    const sequence = this.#next++;
    const slot = sequence & (this.#capacity - 1);
    const head = this.#heads.get(userId);
    const back = head === undefined ? 0 : sequence - head;
    this.#at[slot] = at;
    this.#hash[slot] = 0;
    this.#weight[slot] = 0;
    this.#back[slot] = back < this.#capacity ? back : 0;
    this.#edited[slot] = edited ? 1 : 0;
    this.#posts[slot] = post.id;
    this.#channels[slot] = post.channelId;
    this.#heads.set(userId, sequence);
    if (this.#heads.size > this.#pruneAt) this.#prune();
    return sequence;
  }

  #describe(slot: number, words: Words): void {
    this.#hash[slot] = words.hash;
    if (words.hash === 0) return;
    this.#bitmaps ??= new Uint32Array(this.#capacity * BITMAP_WORDS);
    this.#bitmaps.set(words.bitmap, slot * BITMAP_WORDS);
    this.#weight[slot] = weight(words.bitmap);
  }

  /** Goes through the member's messages within the time, newest first. */
  #walk(seconds: number, most: number, visit: (slot: number) => void): void {
    const since = this.#now - seconds * 1_000;
    let sequence = this.#current;
    for (let steps = 0; steps < most && this.#holds(sequence); steps += 1) {
      const slot = sequence & (this.#capacity - 1);
      if ((this.#at[slot] ?? 0) <= since) return;
      visit(slot);
      const back = this.#back[slot] ?? 0;
      if (back === 0) return;
      sequence -= back;
    }
  }

  #find(head: number, postId: string): number {
    let sequence = head;
    for (let steps = 0; steps < WALKED && this.#holds(sequence); steps += 1) {
      const slot = sequence & (this.#capacity - 1);
      if (this.#posts[slot] === postId) return sequence;
      const back = this.#back[slot] ?? 0;
      if (back === 0) break;
      sequence -= back;
    }
    return -1;
  }

  #holds(sequence: number): boolean {
    return sequence >= 0 && sequence < this.#next && this.#next - sequence <= this.#capacity;
  }

  /** The share of trigrams that two texts have in common: bits of both by bits of either. */
  #alike(a: number, b: number, similarity: number): boolean {
    const hash = this.#hash[a] ?? 0;
    if (hash === 0 || this.#hash[b] === 0) return false;
    if (hash === this.#hash[b]) return true;
    const [first, second] = [this.#weight[a] ?? 0, this.#weight[b] ?? 0];
    if (similarity === 1 || !this.#bitmaps || Math.min(first, second) < similarity * Math.max(first, second))
      return false;
    let both = 0;
    const [x, y] = [a * BITMAP_WORDS, b * BITMAP_WORDS];
    for (let i = 0; i < BITMAP_WORDS; i += 1) both += bitsIn((this.#bitmaps[x + i] ?? 0) & (this.#bitmaps[y + i] ?? 0));
    return both >= similarity * (first + second - both);
  }

  /** Doubles the ring while the oldest message still matters; else it is written over. */
  #makeRoom(now: number): void {
    const oldest = this.#at[this.#next & (this.#capacity - 1)] ?? 0;
    if (this.#capacity >= LARGEST || now - oldest > KEPT) return;
    const [old, capacity] = [this.#capacity, this.#capacity * 2];
    const moved = <T extends Float64Array | Uint32Array | Uint16Array | Uint8Array>(from: T, to: T, size = 1): T => {
      for (let sequence = this.#next - old; sequence < this.#next; sequence += 1) {
        const slot = (sequence & (old - 1)) * size;
        to.set(from.subarray(slot, slot + size), (sequence & (capacity - 1)) * size);
      }
      return to;
    };
    const [posts, channels] = [this.#posts, this.#channels];
    this.#posts = [];
    this.#channels = [];
    for (let sequence = this.#next - old; sequence < this.#next; sequence += 1) {
      this.#posts[sequence & (capacity - 1)] = posts[sequence & (old - 1)] ?? '';
      this.#channels[sequence & (capacity - 1)] = channels[sequence & (old - 1)] ?? '';
    }
    this.#at = moved(this.#at, new Float64Array(capacity));
    this.#hash = moved(this.#hash, new Float64Array(capacity));
    this.#back = moved(this.#back, new Uint32Array(capacity));
    this.#weight = moved(this.#weight, new Uint16Array(capacity));
    this.#edited = moved(this.#edited, new Uint8Array(capacity));
    if (this.#bitmaps) this.#bitmaps = moved(this.#bitmaps, new Uint32Array(capacity * BITMAP_WORDS), BITMAP_WORDS);
    this.#capacity = capacity;
  }

  /** Forgets members of whom no message is left. */
  #prune(): void {
    const since = this.#now - KEPT;
    for (const [userId, sequence] of this.#heads) {
      const gone = !this.#holds(sequence) || (this.#at[sequence & (this.#capacity - 1)] ?? 0) < since;
      if (gone) this.#heads.delete(userId);
    }
    this.#pruneAt = Math.max(4 * SMALLEST, 2 * this.#heads.size);
  }
}
