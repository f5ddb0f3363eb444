import { ok } from '../../src-core/result.ts'
import { describe } from '../runtime/doctor.ts'
import { jsonOption } from './define.ts'
import type { CliCommand } from './define.ts'
import { withServices } from './services.ts'

export const doctor: CliCommand = {
  usage: 'doctor',
  description: {
    en: 'Say what TensorFlow and devices there are, and why not more',
    zh: '检查 TensorFlow 与计算设备，并说明缺少什么',
  },
  options: [jsonOption],
  run: ({ options, terminal, trainer }) =>
    withServices(trainer, async ({ runtime }) => {
      const report = await describe(runtime)
      if (options.json) terminal.printJson(report)
      else terminal.print(JSON.stringify(report, undefined, 2))
      return ok(undefined)
    }),
}
