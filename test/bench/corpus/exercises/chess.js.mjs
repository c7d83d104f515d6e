// Counts positions (perft), and plays a fixed game.
import { Chess } from './node_modules/chess.js/src/chess.ts';

const count = (chess, depth) => {
  if (depth === 0) return 1;
  return chess.moves({ verbose: true }).reduce((sum, move) => {
    chess.move(move);
    const below = count(chess, depth - 1);
    chess.undo();
    return sum + below;
  }, 0);
};
for (const fen of [
  undefined,
  'r3k2r/p1ppqpb1/bn2pnp1/3PN3/1p2P3/2N2Q1p/PPPBBPPP/R3K2R w KQkq - 0 1',
  '8/2p5/3p4/KP5r/1R3p1k/8/4P1P1/8 w - - 0 1',
]) {
  const chess = new Chess(fen);
  console.log(count(chess, 2), chess.fen(), chess.ascii(), chess.hash());
}
const game = new Chess();
let seed = 7;
for (let i = 0; i < 120 && !game.isGameOver(); i++) {
  const moves = game.moves();
  seed = (seed * 1103515245 + 12345) % 2147483648;
  game.move(moves[seed % moves.length]);
  console.log(game.fen(), game.hash(), game.inCheck(), game.isThreefoldRepetition());
}
console.log(game.pgn());
const read = new Chess();
read.loadPgn(game.pgn());
console.log(read.fen(), read.history().length);
