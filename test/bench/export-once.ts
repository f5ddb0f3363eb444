/** Exports a run once, in a process of its own whose memory holds nothing else, and tells what it took. */
import { readFileSync, writeFileSync } from 'node:fs'
import type { ExportFormat } from '../../src-core/contract/contract.ts'
import { exportRun } from '../../src-main/exporters/export.ts'

export interface ExportJob {
  /** The run's folder. */
  directory: string
  format: ExportFormat
  path: string
}

export interface ExportTold {
  seconds: number
  /** The same as all processors together were busy with it, which other programs change less. */
  processors: number
  /** Of memory at the most, beyond what there was before, in bytes: the weights that are read count too. */
  extra: number
}

/** Bytes; Linux says them in KiB. */
function memory(what: 'VmRSS' | 'VmHWM'): number {
  const [, kib] = new RegExp(`${what}:\\s+(\\d+)`).exec(readFileSync('/proc/self/status', 'utf8'))!
  return Number(kib) * 1024
}

const job = JSON.parse(readFileSync(0, 'utf8')) as ExportJob
globalThis.gc?.()
const before = memory('VmRSS')
// The most so far begins anew.
writeFileSync('/proc/self/clear_refs', '5')
const [began, busy] = [performance.now(), process.cpuUsage()]
const written = await exportRun(job)
const seconds = (performance.now() - began) / 1_000
const { user, system } = process.cpuUsage(busy)
if (!written.ok) throw new Error(written.failure.message.en)
const told: ExportTold = { seconds, processors: (user + system) / 1e6, extra: memory('VmHWM') - before }
console.log(JSON.stringify(told))
