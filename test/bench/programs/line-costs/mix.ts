export enum Factor {
  prime = 31,
}

export class Mixer {
  constructor(private readonly factor: Factor) {}

  mix(x: number, turns: number): number {
    let mixed = x;
    for (let i = 0; i < turns; i++) mixed = (mixed * this.factor + i) | 0; // self f
    return mixed;
  }
}
