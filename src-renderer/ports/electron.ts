import type { Port } from '../../src-core/contract/port.ts'

/** What Electron's preload hands to the page; absent in the browser shell. */
export interface ElectronBridge {
  port: Port
  /** Calls `handler` with the id of the action that a person chose from the system's menu. */
  onMenu(handler: (actionId: string) => void): void
  /** Tells the system's menu the chord of each action: `{ save: 'mod+s' }`. */
  showKeys(keys: Readonly<Record<string, string>>): void
  /** Where a file that was dropped on the window lies; empty for one that lies nowhere. */
  pathOf(file: File): string
  /** Calls `handler` with each document that the system asks to open, also one asked for before the page was ready. */
  onOpenFile(handler: (path: string) => void): void
}

declare global {
  interface Window {
    layerloom?: ElectronBridge
  }
}

/** Electron's port is there from the start and lives as long as the window. */
export const openElectronPort = async (bridge: ElectronBridge): Promise<Port> => bridge.port
