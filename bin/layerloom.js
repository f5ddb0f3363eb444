#!/usr/bin/env node
import { existsSync } from 'node:fs'

const built = new URL('../out/main/cli.js', import.meta.url)
if (existsSync(built)) {
  await import(built.href)
} else {
  const chinese = (process.env.LC_ALL || process.env.LANG || '').toLowerCase().startsWith('zh')
  console.error(
    chinese ? 'Layerloom 尚未构建：请先运行 npm run build。' : 'Layerloom is not built yet: run npm run build first.',
  )
  process.exitCode = 1
}
