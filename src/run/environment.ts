/** Variables of an editor's own processes that would change what a program started from it does. */
const ofTheEditor =
  /^(ELECTRON_(RUN_AS_NODE|NO_ASAR|NO_ATTACH_CONSOLE)|VSCODE_(?!PROXY_URI$|IPC_HOOK_CLI$|GIT_).*|NODE_CHANNEL_(FD|SERIALIZATION_MODE)|NODE_UNIQUE_ID|TUNELINE_BOOT)$/;

/**
 * The environment of the program: ours without what belongs to the editor and its debugger, with the target's on top
 * (`undefined` unsets).
 */
export function programEnvironment(
  inherited: NodeJS.ProcessEnv,
  ofTarget: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const result: Record<string, string> = {};
  for (const [name, value] of Object.entries(inherited)) {
    if (value !== undefined && !ofTheEditor.test(name)) result[name] = value;
  }
  if (result.NODE_OPTIONS !== undefined)
    setOrDelete(result, withoutOtherTools(result.NODE_OPTIONS));
  for (const [name, value] of Object.entries(ofTarget)) {
    if (value === undefined) delete result[name];
    else result[name] = value;
  }
  return result;
}

function setOrDelete(env: Record<string, string>, options: string): void {
  if (options === '') delete env.NODE_OPTIONS;
  else env.NODE_OPTIONS = options;
}

/** Without the editor's debugger, which attaches to every node that is started, and without profiling that suspends ours. */
function withoutOtherTools(options: string): string {
  return options
    .replace(/(^|\s)(--require|-r)[ =]("[^"]*js-debug[^"]*"|\S*js-debug\S*)/g, ' ')
    .replace(/(^|\s)--(cpu-prof|inspect)\S*/g, ' ')
    .trim();
}
