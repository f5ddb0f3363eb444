import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { chromium } from '@playwright/test'
import type { Browser } from '@playwright/test'
import react from '@vitejs/plugin-react'
import { build } from 'vite'
import { root } from './places.ts'

const paths = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** A Chromium to measure in, or nothing where there is none. */
export async function openChromium(): Promise<Browser | undefined> {
  const executablePath = process.env.CHROMIUM ?? paths.find(existsSync)
  return executablePath === undefined ? undefined : chromium.launch({ executablePath, args: ['--no-sandbox'] })
}

export const noChromium = { cannot: 'there is no Chromium: install it, or name it in CHROMIUM.' }

/** Bundles a page of `test/bench` for production; gives back the folder that it can be served from. */
export async function buildPage(name: string): Promise<string> {
  const outDir = resolve(root, `out/bench-${name}`)
  await build({
    root: resolve(root, 'test/bench', name),
    base: './',
    configFile: false,
    logLevel: 'error',
    plugins: [react()],
    build: { outDir, emptyOutDir: true },
  })
  return outDir
}
