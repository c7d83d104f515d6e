function fib(n) {
  return n < 2 ? n : fib(n - 1) + fib(n - 2);
}

function even(n) {
  return n === 0 ? true : odd(n - 1);
}

function odd(n) {
  return n === 0 ? false : even(n - 1);
}

function deep(n) {
  return n === 0 ? fib(18) : deep(n - 1) + 1;
}

const enough = Number(process.argv[2] ?? 700) * 1000;
let x = 0;
while (process.cpuUsage().user < enough) x += fib(16) + (even(200) ? 1 : 0) + deep(700);
process.exitCode = x > 0 ? 0 : 1;
