import ts from 'typescript';
import { eitherOf, type Shape, type Types, unknownShape } from '../analysis/types';
import { holdsIn } from './proof';
import { typeShapes } from './type-shape';

/** Gets the program of TypeScript's that holds a file as it reads now; undefined: there is none. Called when it is first needed. */
export type ProgramOf = () => ts.Program | undefined;

/**
 * What a type checker knows of the expressions of a file that we parsed ourselves, where that is a proof. The checker may be of
 * another TypeScript than ours: then it is asked only if their trees are numbered alike.
 */
export function checkedTypes(file: ts.SourceFile, programOf: ProgramOf): Types {
  let ask: Types | undefined;
  const known = new Map<ts.Node, Shape>();
  return expression => {
    const before = known.get(expression);
    if (before !== undefined) return before;
    ask ??= open(file, programOf);
    const shape = ask(expression);
    known.set(expression, shape);
    return shape;
  };
}

/** Questions about one file: the types of some projects take seconds each. */
const mostQuestions = 1000;

const nothing: Types = () => unknownShape;

function open(file: ts.SourceFile, programOf: ProgramOf): Types {
  const program = programOf();
  const theirs = program?.getSourceFile(file.fileName);
  if (program === undefined || theirs?.text !== file.text || theirs.kind !== file.kind)
    return nothing;
  try {
    return answers(program, theirs);
  } catch {
    return nothing; // a checker of a version that lacks what we ask
  }
}

function answers(program: ts.Program, theirs: ts.SourceFile): Types {
  const checker = program.getTypeChecker();
  const holds = holdsIn(program);
  const { shapeOfType } = typeShapes(program);
  let left = mostQuestions;
  const answer = (expression: ts.Expression): Shape => {
    const node = counterpart(expression, theirs);
    if (node === undefined) return unknownShape;
    const here = shapeOfType(checker.getTypeAtLocation(node));
    if (here.kind === 'unknown' && !here.primitive) return unknownShape;
    // Where a test has narrowed it, it is known only there: what a rule moves elsewhere is what was declared.
    const symbol = isName(node) ? checker.getSymbolAtLocation(node) : undefined;
    const declared = symbol && shapeOfType(checker.getTypeOfSymbol(aliased(symbol, checker)));
    const shape = declared === undefined ? here : eitherOf([declared, here]);
    if (shape.kind === 'unknown' && !shape.primitive) return unknownShape;
    return holds(node) ? { ...shape, dense: undefined } : unknownShape;
  };
  return expression => {
    if (left-- <= 0) return unknownShape;
    try {
      return answer(expression);
    } catch {
      return unknownShape; // a checker may fail on a text that is just being written
    }
  };
}

function isName(node: ts.Node): boolean {
  return ts.isIdentifier(node) || ts.isPropertyAccessExpression(node);
}

function aliased(symbol: ts.Symbol, checker: ts.TypeChecker): ts.Symbol {
  return (symbol.flags & ts.SymbolFlags.Alias) !== 0 ? checker.getAliasedSymbol(symbol) : symbol;
}

/** The node in another tree of the same text. */
function counterpart(node: ts.Node, root: ts.SourceFile): ts.Expression | undefined {
  const path: ts.Node[] = [];
  for (let at = node; !ts.isSourceFile(at); at = at.parent) path.push(at);
  let found: ts.Node | undefined = root;
  for (const step of path.reverse()) {
    found = found.forEachChild(child =>
      child.pos === step.pos && child.end === step.end && child.kind === step.kind
        ? child
        : undefined,
    );
    if (found === undefined) return undefined;
  }
  return found as ts.Expression; // of the same kind as the one that was asked for
}
