// Stands in for VS Code at the webview's edge: its API object and the theme's CSS variables.
const themes = {
  dark: {
    class: 'vscode-dark',
    '--vscode-editor-background': '#1f1f1f',
    '--vscode-editor-foreground': '#cccccc',
    '--vscode-foreground': '#cccccc',
    '--vscode-descriptionForeground': '#9d9d9d',
    '--vscode-focusBorder': '#0078d4',
    '--vscode-button-background': '#0078d4',
    '--vscode-button-foreground': '#ffffff',
    '--vscode-input-background': '#313131',
    '--vscode-input-border': '#3c3c3c',
    '--vscode-input-foreground': '#cccccc',
    '--vscode-input-placeholderForeground': '#989898',
    '--vscode-textLink-foreground': '#4daafc',
    '--vscode-panel-border': '#2b2b2b',
    '--vscode-editorHoverWidget-background': '#202020',
    '--vscode-editorHoverWidget-border': '#454545',
    '--vscode-editorHoverWidget-foreground': '#cccccc',
  },
  light: {
    class: 'vscode-light',
    '--vscode-editor-background': '#ffffff',
    '--vscode-editor-foreground': '#3b3b3b',
    '--vscode-foreground': '#3b3b3b',
    '--vscode-descriptionForeground': '#3b3b3b',
    '--vscode-focusBorder': '#005fb8',
    '--vscode-button-background': '#005fb8',
    '--vscode-button-foreground': '#ffffff',
    '--vscode-input-background': '#ffffff',
    '--vscode-input-border': '#cecece',
    '--vscode-input-foreground': '#3b3b3b',
    '--vscode-input-placeholderForeground': '#767676',
    '--vscode-textLink-foreground': '#005fb8',
    '--vscode-panel-border': '#e5e5e5',
    '--vscode-editorHoverWidget-background': '#f8f8f8',
    '--vscode-editorHoverWidget-border': '#c8c8c8',
    '--vscode-editorHoverWidget-foreground': '#3b3b3b',
  },
  hc: {
    class: 'vscode-high-contrast',
    '--vscode-editor-background': '#000000',
    '--vscode-editor-foreground': '#ffffff',
    '--vscode-foreground': '#ffffff',
    '--vscode-descriptionForeground': '#ffffffb3',
    '--vscode-focusBorder': '#f38518',
    '--vscode-contrastBorder': '#6fc3df',
    '--vscode-contrastActiveBorder': '#f38518',
    '--vscode-input-background': '#000000',
    '--vscode-input-foreground': '#ffffff',
    '--vscode-textLink-foreground': '#21a6ff',
    '--vscode-panel-border': '#6fc3df',
    '--vscode-editorHoverWidget-background': '#0c141f',
    '--vscode-editorHoverWidget-border': '#6fc3df',
    '--vscode-editorHoverWidget-foreground': '#ffffff',
  },
  'hc-light': {
    class: 'vscode-high-contrast-light',
    '--vscode-editor-background': '#ffffff',
    '--vscode-editor-foreground': '#292929',
    '--vscode-foreground': '#292929',
    '--vscode-descriptionForeground': '#292929b3',
    '--vscode-focusBorder': '#006bbd',
    '--vscode-contrastBorder': '#0f4a85',
    '--vscode-contrastActiveBorder': '#006bbd',
    '--vscode-input-background': '#ffffff',
    '--vscode-input-foreground': '#292929',
    '--vscode-textLink-foreground': '#0f4a85',
    '--vscode-panel-border': '#0f4a85',
    '--vscode-editorHoverWidget-background': '#ffffff',
    '--vscode-editorHoverWidget-border': '#0f4a85',
    '--vscode-editorHoverWidget-foreground': '#292929',
  },
};

function applyTheme(name) {
  const { class: bodyClass, ...variables } = themes[name];
  const style = document.documentElement.style;
  style.cssText =
    '--vscode-font-family: system-ui, "DejaVu Sans", sans-serif; --vscode-font-size: 13px;';
  for (const [variable, value] of Object.entries(variables)) style.setProperty(variable, value);
  document.body.className = bodyClass;
}

addEventListener('DOMContentLoaded', () => {
  applyTheme(new URLSearchParams(location.search).get('theme') ?? 'dark');
});

const posted = [];
const receive = message => window.postMessage(message, '*');
const acquireVsCodeApi = () => ({
  postMessage: message => posted.push(message),
  getState: () => JSON.parse(sessionStorage.getItem('state') ?? 'null') ?? undefined,
  setState: state => sessionStorage.setItem('state', JSON.stringify(state)),
});
Object.assign(window, { posted, receive, acquireVsCodeApi, applyTheme });
