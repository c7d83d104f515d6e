import type { Order } from './orders.ts';

/** Words that say nothing about a book. */
const stopWords = [
  'a', 'about', 'above', 'after', 'again', 'against', 'all', 'almost', 'also', 'although',
  'always', 'am', 'among', 'an', 'and', 'another', 'any', 'anyone', 'are', 'as', 'at', 'be',
  'became', 'because', 'been', 'before', 'being', 'below', 'between', 'both', 'but', 'by', 'came',
  'can', 'cannot', 'come', 'could', 'did', 'do', 'does', 'doing', 'down', 'during', 'each',
  'either', 'else', 'ever', 'every', 'few', 'for', 'from', 'further', 'get', 'gives', 'go', 'got',
  'had', 'has', 'have', 'having', 'he', 'her', 'here', 'hers', 'herself', 'him', 'himself', 'his',
  'how', 'however', 'i', 'if', 'in', 'into', 'is', 'it', 'its', 'itself', 'just', 'like', 'made',
  'make', 'makes', 'many', 'may', 'me', 'might', 'more', 'most', 'much', 'must', 'my', 'myself',
  'neither', 'never', 'no', 'nor', 'not', 'now', 'of', 'off', 'often', 'on', 'once', 'one',
  'only', 'or', 'other', 'our', 'ours', 'out', 'over', 'own', 'perhaps', 'quite', 'rather',
  'same', 'says', 'several', 'shall', 'she', 'should', 'since', 'so', 'some', 'such', 'than',
  'that', 'the', 'their', 'theirs', 'them', 'then', 'there', 'these', 'they', 'this', 'those',
  'though', 'through', 'to', 'too', 'under', 'until', 'up', 'upon', 'us', 'very', 'was', 'we',
  'were', 'what', 'when', 'where', 'whether', 'which', 'while', 'who', 'whom', 'whose', 'why',
  'will', 'with', 'within', 'without', 'would', 'yet', 'you', 'your', 'yours',
];

export interface WordCount {
  readonly word: string;
  readonly count: number;
}

/** The words that customers use most in their reviews. */
export function topWords(orders: readonly Order[], limit: number): WordCount[] {
  const counts = new Map<string, number>();
  for (const order of orders) {
    for (const word of order.review.split(' ')) {
      if (stopWords.includes(word)) continue;
      counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  }
  return [...counts]
    .map(([word, count]) => ({ word, count }))
    .sort((a, b) => b.count - a.count)
    .slice(0, limit);
}
