// `node --import ./test/electron/register.mjs …`: plain Node in which `electron` is our double and TypeScript runs.
import { register } from 'node:module'

register('./hooks.mjs', import.meta.url)
