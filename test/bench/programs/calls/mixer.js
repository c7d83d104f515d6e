exports.Mixer = class Mixer {
  constructor(factor) {
    this.factor = factor;
  }

  mix(x, turns) {
    let mixed = x;
    for (let i = 0; i < turns; i++) mixed = (mixed * this.factor + i) | 0;
    return mixed;
  }
};
