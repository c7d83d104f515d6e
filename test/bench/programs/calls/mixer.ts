export class Mixer {
  constructor(private readonly factor: number) {}

  mix(x: number, turns: number): number {
    let mixed = x;
    for (let i = 0; i < turns; i++) mixed = (mixed * this.factor + i) | 0;
    return mixed;
  }
}
