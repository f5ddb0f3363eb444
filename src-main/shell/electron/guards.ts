import { app, session, shell } from 'electron'

/**
 * Denies every window what none of ours needs: permissions, other pages, other windows, webviews. A link to the web opens
 * in the person's own browser.
 */
export function guardContents(isPage: (url: string) => boolean) {
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, decide) => decide(false))
  session.defaultSession.setPermissionCheckHandler(() => false)
  session.defaultSession.setDevicePermissionHandler(() => false)
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(({ url }) => {
      if (URL.canParse(url) && new URL(url).protocol === 'https:') void shell.openExternal(url)
      return { action: 'deny' }
    })
    contents.on('will-navigate', (event) => {
      if (!isPage(event.url)) event.preventDefault()
    })
    contents.on('will-redirect', (event) => {
      if (!isPage(event.url)) event.preventDefault()
    })
    contents.on('will-attach-webview', (event) => event.preventDefault())
  })
}
