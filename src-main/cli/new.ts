import { ok } from '../../src-core/result.ts'
import { saveDocument } from '../documents/open-save.ts'
import { setOption } from './define.ts'
import type { CliCommand } from './define.ts'
import { networkFromTemplate } from './network.ts'
import { readAssignments, requiredFlag } from './values.ts'

export const newCommand: CliCommand = {
  usage: 'new <template>',
  description: { en: 'Write a template as a document', zh: '将模板写成文档' },
  options: [setOption, { flag: '-o, --out <path>', description: { en: 'The .loom file', zh: '.loom 文件' } }],
  async run({ args, options, terminal }) {
    const assignments = readAssignments(options.set)
    if (!assignments.ok) return assignments
    const path = requiredFlag('-o', options.out)
    if (!path.ok) return path
    const network = networkFromTemplate(args[0]!, assignments.value)
    if (!network.ok) return network
    const saved = await saveDocument(path.value, network.value.document)
    if (!saved.ok) return saved
    terminal.print(saved.value.path)
    return ok(undefined)
  },
}
