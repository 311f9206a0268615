/** What is so now, for whoever wants to be told of it. */
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

  /** Told now, and whenever it changes. */
  follow(listener: (news: News) => void): void {
    this.#listeners.push(listener);
    listener(this.#news);
  }
}
