/** Milliseconds of work between two breaths: no frame is lost. */
const breath = 10;

/** Runs a generator in slices, so that the page answers meanwhile. */
export async function growInSlices<T>(work: Generator<void, T>): Promise<T> {
  let since = performance.now();
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    if (performance.now() - since > breath) {
      await new Promise(resolve => setTimeout(resolve, 0));
      since = performance.now();
    }
  }
}
