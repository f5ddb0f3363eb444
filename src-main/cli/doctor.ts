import { ok } from '../../src-core/result.ts'
import { same } from '../../src-core/text.ts'
import type { Text } from '../../src-core/text.ts'
import { describe } from '../runtime/doctor.ts'
import type { DeviceReport } from '../../src-core/contract/device.ts'
import type { DoctorReport, TensorFlowReport } from '../runtime/doctor.ts'
import { jsonOption } from './define.ts'
import type { CliCommand } from './define.ts'
import { fetchRuntime, withServices } from './services.ts'

export const doctor: CliCommand = {
  usage: 'doctor',
  description: {
    en: 'Say what TensorFlow and devices there are, and why not more',
    zh: '检查 TensorFlow 与计算设备，并说明缺少什么',
  },
  options: [
    {
      flag: '--fetch-gpu',
      description: {
        en: 'First fetch TensorFlow with NVIDIA’s libraries (2.4 GB); training then uses an NVIDIA card by its driver alone',
        zh: '先下载包含 NVIDIA 运行库的 TensorFlow（2.4 GB），之后只需显卡驱动即可用 GPU 训练',
      },
    },
    jsonOption,
  ],
  run: ({ options, terminal, trainer }) =>
    withServices(trainer, async ({ runtime }) => {
      const fetched = options.fetchGpu
        ? await fetchRuntime(runtime.gpu, await runtime.gpu.check(), terminal)
        : ok(undefined)
      if (!fetched.ok) return fetched
      const report = await describe(runtime)
      if (options.json) terminal.printJson(report)
      else for (const sentence of sentences(report)) terminal.print(terminal.text(sentence))
      return ok(undefined)
    }),
}

/** The report for people, one sentence a line. */
function sentences(report: DoctorReport): Text[] {
  const { computer, tensorflow, devices, compiler, pip, disk } = report
  const runsOn = computer.electron ? `Electron ${computer.electron}` : `Node ${computer.node}`
  const free = gigabytes(disk.freeBytes)
  const used = gigabytes(disk.usedBytes)
  return [
    ...tensorflowSentences(tensorflow),
    ...devices.map(deviceSentence),
    ...(devices.some(({ obstacle }) => obstacle === 'no-libraries') ? [howToFetch] : []),
    {
      en: `Computer: ${computer.platform} ${computer.release} ${computer.arch}, ${gigabytes(computer.memoryBytes)} of memory, ${runsOn}`,
      zh: `计算机：${computer.platform} ${computer.release} ${computer.arch}，内存 ${gigabytes(computer.memoryBytes)}，${runsOn}`,
    },
    compiler
      ? { en: `Compiler: ${compiler.version}`, zh: `编译器：${compiler.version}` }
      : {
          en: 'Compiler: none. TensorFlow’s own ready-made libraries would be fetched instead.',
          zh: '编译器：未找到，将改为下载 TensorFlow 的官方预编译库。',
        },
    pip
      ? { en: `pip: ${pip.version} (${pip.command})`, zh: `pip：${pip.version}（${pip.command}）` }
      : {
          en: 'pip: none. TensorFlow’s own ready-made libraries would be fetched instead.',
          zh: 'pip：未找到，将改为下载 TensorFlow 的官方预编译库。',
        },
    {
      en: `Disk: ${free} free; TensorFlow takes ${used} in ${disk.directory}`,
      zh: `磁盘：剩余 ${free}；TensorFlow 占用 ${used}，位于 ${disk.directory}`,
    },
  ]
}

function tensorflowSentences(report: TensorFlowReport): Text[] {
  if (report.state === 'absent') return [prefixed({ en: 'TensorFlow', zh: 'TensorFlow' }, report.message)]
  const { version, from, directory } = report
  if (report.state === 'works') {
    const seconds = report.startSeconds.toFixed(1)
    return [
      {
        en: `TensorFlow: ${version} works, ${from.en}; it starts in ${seconds} s (${directory})`,
        zh: `TensorFlow：${version} 可用，${from.zh}；启动用时 ${seconds} 秒（${directory}）`,
      },
    ]
  }
  return [
    prefixed({ en: `TensorFlow ${version}`, zh: `TensorFlow ${version}` }, report.failure.message),
    {
      en: `  Delete ${directory}; the next training sets TensorFlow up anew.`,
      zh: `  请删除 ${directory}，下次训练时会重新安装 TensorFlow。`,
    },
  ]
}

function deviceSentence({
  kind,
  name,
  usable,
  reason,
  cores,
  driver,
  computeCapability,
  memoryBytes,
}: DeviceReport): Text {
  const details = [
    name ?? undefined,
    memoryBytes ? `${(memoryBytes / 2 ** 30).toFixed(1)} GiB` : undefined,
    computeCapability ? `compute capability ${computeCapability.toFixed(1)}` : undefined,
    driver ? `driver ${driver}` : undefined,
  ]
  const known = details.filter((detail) => detail !== undefined).join(', ')
  const count = cores === undefined ? same('') : { en: `, ${cores} cores`, zh: `，${cores} 核` }
  const verdict = usable ? { en: 'can train', zh: '可用于训练' } : { en: 'is not used', zh: '未使用' }
  const why = reason ?? same('')
  const title = kind.toUpperCase()
  if (!known) return { en: `${title}: none is used. ${why.en}`, zh: `${title}：未使用。${why.zh}` }
  return {
    en: `${title}: ${known}${count.en} — ${verdict.en}. ${why.en}`.trimEnd(),
    zh: `${title}：${known}${count.zh} — ${verdict.zh}。${why.zh}`,
  }
}

const howToFetch: Text = {
  en: '  `layerloom doctor --fetch-gpu` fetches TensorFlow with NVIDIA’s libraries (2.4 GB), and training then uses the GPU.',
  zh: '  运行 `layerloom doctor --fetch-gpu` 可下载包含 NVIDIA 运行库的 TensorFlow（2.4 GB），之后即可用 GPU 训练。',
}

const prefixed = (title: Text, text: Text): Text => ({ en: `${title.en}: ${text.en}`, zh: `${title.zh}：${text.zh}` })

const gigabytes = (bytes: number) => `${(bytes / 1e9).toFixed(1)} GB`
