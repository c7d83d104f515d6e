import ts from 'typescript';
import { builtinCallee } from '../analysis/builtins';
import { initializerOf, isConstant } from '../analysis/changes';
import { hasComment, isStatementList, textOf } from '../analysis/edits';
import { moduleMember } from '../analysis/imports';
import type { Scopes } from '../analysis/scopes';
import { bare, functionAround, some } from '../analysis/walk';
import { type Code, defaultGate, type Finding, type Rule } from '../hint';

/** Making a text for a log that may be off: asked first, the text is made only when it is wanted. */
export const eagerLogArgument: Rule = {
  id: 'eager-log-argument',
  category: 'code',
  explanation: {
    text: 'What is handed to a logger is made before the logger looks whether its level is on. Where it is off, asking first costs next to nothing and the text is never made.',
    args: [],
  },
  kinds: [ts.SyntaxKind.CallExpression],
  gate: defaultGate,
  check(node, code) {
    const call = node as ts.CallExpression; // as `kinds` says
    const question = questionFor(call, code.scopes);
    if (question === undefined || isAsked(call)) return undefined;
    const costly = call.arguments.find(one => isCostly(one, code.scopes));
    return costly && findingOf(call, costly, question, code);
  },
};

/** Loggers that are known, by the function that makes one, with the question whether a level is on. */
const makers: Readonly<Record<string, 'isLevelEnabled' | 'enabled' | undefined>> = {
  'pino default': 'isLevelEnabled',
  'pino pino': 'isLevelEnabled',
  'winston createLogger': 'isLevelEnabled',
  'log4js getLogger': 'isLevelEnabled',
  'debug default': 'enabled',
  'util debuglog': 'enabled',
};

/** What to ask before the call: `log.isLevelEnabled('debug')`, `debug.enabled`; undefined for what is no known logger. */
function questionFor(call: ts.CallExpression, scopes: Scopes): string | undefined {
  const callee = bare(call.expression);
  if (ts.isOptionalChain(call)) return undefined;
  if (ts.isIdentifier(callee))
    return loggerKind(callee, scopes) === 'enabled' ? `${callee.text}.enabled` : undefined;
  if (!ts.isPropertyAccessExpression(callee)) return undefined;
  const level = callee.name.text;
  if (!/^(?:trace|silly|verbose|debug)$/.test(level)) return undefined;
  return loggerKind(callee.expression, scopes) === 'isLevelEnabled'
    ? `${textOf(callee.expression)}.isLevelEnabled('${level}')`
    : undefined;
}

function loggerKind(node: ts.Expression, scopes: Scopes): 'isLevelEnabled' | 'enabled' | undefined {
  const at = bare(node);
  const binding = ts.isIdentifier(at) ? scopes.bindingOf(at) : undefined;
  const value = binding && initializerOf(binding);
  if (binding === undefined || value === undefined || !isConstant(binding, scopes))
    return undefined;
  const made = bare(value);
  return ts.isCallExpression(made) ? kindOfMaker(made, scopes) : undefined;
}

function kindOfMaker(made: ts.CallExpression, scopes: Scopes) {
  const callee = bare(made.expression);
  if (ts.isPropertyAccessExpression(callee) && callee.name.text === 'child') {
    const kind = loggerKind(callee.expression, scopes);
    return kind === 'isLevelEnabled' ? kind : undefined;
  }
  const { module, name } = moduleMember(callee, scopes) ?? {};
  if (module !== undefined) return makers[`${module} ${name}`];
  const whole = ts.isIdentifier(callee) ? wholeModule(callee, scopes) : undefined;
  return whole === undefined ? undefined : makers[`${whole} default`];
}

/** The module that a name stands for that is imported by default or required. */
function wholeModule(id: ts.Identifier, scopes: Scopes): string | undefined {
  const declaration = scopes.bindingOf(id)?.names[0].parent;
  if (declaration === undefined) return undefined;
  if (ts.isImportClause(declaration))
    return /\w+/.exec(textOf(declaration.parent.moduleSpecifier))?.[0];
  if (!ts.isVariableDeclaration(declaration) || declaration.initializer === undefined)
    return undefined;
  return /^require\(['"](\w+)['"]\)$/.exec(textOf(declaration.initializer))?.[1];
}

/** Whether the function asks for a level already, before it comes to the call. */
function isAsked(call: ts.CallExpression): boolean {
  const region = functionAround(call) ?? call.getSourceFile();
  return some(
    region,
    node =>
      ts.isPropertyAccessExpression(node) &&
      node.end <= call.getStart() &&
      /^(?:is\w*Enabled|enabled)$/.test(node.name.text),
  );
}

/** Whether it makes a text out of an object, and more than a number or a name. */
function isCostly(argument: ts.Expression, scopes: Scopes): boolean {
  return some(argument, node => {
    if (!ts.isCallExpression(node)) return false;
    const name = builtinCallee(node, scopes) ?? '';
    const member = moduleMember(node.expression, scopes);
    const inspects = member?.module === 'util' && /^(?:inspect|format)$/.test(member.name);
    return name === 'JSON.stringify' || inspects;
  });
}

function findingOf(
  call: ts.CallExpression,
  costly: ts.Expression,
  question: string,
  { file }: Code,
): Finding {
  const statement = call.parent;
  const placed = ts.isExpressionStatement(statement) && isStatementList(statement.parent);
  const doesMore = call.arguments.some(doesSomethingElse);
  const isEdit = placed && !doesMore && !hasComment(file, call.getStart(), costly.getStart());
  return {
    node: call,
    title: { text: 'Ask `{0}` before the text is made', args: [question] },
    safety: isEdit ? 'review' : 'advice',
    differs: isEdit
      ? {
          text: 'if a toJSON or a getter does more than give a value; it gains nothing where the level is on',
          args: [],
        }
      : { text: 'not as an edit: it depends on what else the call does', args: [] },
    edits: isEdit
      ? [{ start: call.getStart(), end: call.getStart(), text: `if (${question}) ` }]
      : [],
    cost: {
      start: costly.getStart(),
      end: costly.end,
      builtins: /^(?:JSON\.)?stringify$|^JsonStringify|^inspect$|^format/,
      withCalls: true,
      ratio: 10,
    },
  };
}

/** Whether an argument sets, waits or counts something that would then not be done. */
function doesSomethingElse(argument: ts.Expression): boolean {
  return some(
    argument,
    node =>
      ts.isAwaitExpression(node) ||
      ts.isYieldExpression(node) ||
      ts.isDeleteExpression(node) ||
      ts.isPostfixUnaryExpression(node) ||
      (ts.isPrefixUnaryExpression(node) && /^(?:\+\+|--)/.test(node.getText())) ||
      (ts.isBinaryExpression(node) &&
        node.operatorToken.kind >= ts.SyntaxKind.FirstAssignment &&
        node.operatorToken.kind <= ts.SyntaxKind.LastAssignment) ||
      (ts.isCallExpression(node) &&
        !/^(?:JSON\.stringify|(?:util\.)?(?:inspect|format)|String)$/.test(
          node.expression.getText(),
        )),
  );
}
