/** Holds the current value, and tells listeners when it changes. */
export class LatestNews<News> {
  readonly #listeners: ((news: News) => void)[] = [];
  #news: News;

  constructor(first: News) {
    this.#news = first;
  }

  tell(news: News): void {
    this.#news = news;
    for (const listener of this.#listeners) listener(news);
  }

  /** Calls the listener now, and whenever the value changes. */
  follow(listener: (news: News) => void): void {
    this.#listeners.push(listener);
    listener(this.#news);
  }
}
