import { useEffect } from 'react'
import type { RuntimeState } from '../../src-core/contract/contract.ts'
import type { Text } from '../../src-core/text.ts'
import { useT } from '../i18n/locale.ts'
import { fetchRuntime, pauseRuntime, useRuntime } from '../store/runtime.ts'
import type { Kit } from '../store/runtime.ts'
import { formatBytes, formatDuration } from '../training/format.ts'
import { Button } from '../ui/Button.tsx'
import { toast } from '../ui/toast.ts'
import '../ui/notice.css'
import './runtime.css'

/** Where TensorFlow stands, as long as it is not simply there. Editing needs none of it; training does. */
export function RuntimeNotice() {
  const { state, becameReady } = useRuntime()

  useEffect(() => {
    if (becameReady)
      toast({
        kind: 'success',
        message: { en: 'TensorFlow is ready: you can train.', zh: 'TensorFlow 已就绪，可以开始训练。' },
      })
  }, [becameReady])

  return <RuntimeSteps state={state} kit="cpu" />
}

interface StepsProps {
  state: RuntimeState
  kit: Kit
}

/** What is to be done, or is being done, until a TensorFlow is there; nothing where it is. */
export function RuntimeSteps({ state, kit }: StepsProps) {
  switch (state.phase) {
    case 'checking':
    case 'ready':
      return null
    case 'absent':
      return <Absent {...state} kit={kit} />
    case 'fetching':
      return <Fetching {...state} kit={kit} />
    case 'paused':
      return <Paused {...state} kit={kit} />
    case 'installing':
      return <Installing {...state} />
    case 'failed':
      return <Failed {...state} kit={kit} />
  }
}

const needs: Record<Kit, Text> = {
  cpu: { en: 'Training needs TensorFlow', zh: '训练需要 TensorFlow' },
  gpu: { en: 'Training on the GPU needs NVIDIA’s libraries', zh: '使用 GPU 训练需要 NVIDIA 运行库' },
}
const fetchIt = (kit: Kit, size: string): Text =>
  kit === 'cpu'
    ? { en: `Fetch TensorFlow (${size})`, zh: `下载 TensorFlow（${size}）` }
    : { en: `Fetch GPU libraries (${size})`, zh: `下载 GPU 运行库（${size}）` }

type In<P extends RuntimeState['phase']> = Extract<RuntimeState, { phase: P }>
type InKit<P extends RuntimeState['phase']> = In<P> & { kit: Kit }

function Absent({ bytes, freeBytes, directory, kit }: InKit<'absent'>) {
  const t = useT()
  const size = formatBytes(bytes)
  const free = formatBytes(freeBytes)
  return (
    <Notice
      title={needs[kit]}
      detail={{
        en: `It is fetched once: ${size}, into ${directory} (${free} free). You can edit meanwhile.`,
        zh: `只需下载一次：${size}，存放于 ${directory}（剩余空间 ${free}）。下载期间可以继续编辑。`,
      }}
    >
      <Button variant="primary" onClick={() => fetchRuntime(kit)}>
        {t(fetchIt(kit, size))}
      </Button>
    </Notice>
  )
}

function Fetching({ received, total, secondsLeft, kit }: InKit<'fetching'>) {
  const t = useT()
  const left = secondsLeft === undefined ? undefined : formatDuration(secondsLeft)
  return (
    <Notice
      title={{ en: 'Fetching TensorFlow', zh: '正在下载 TensorFlow' }}
      detail={{
        en: `${formatBytes(received)} of ${formatBytes(total)}${left ? ` · ${left.en} left` : ''}`,
        zh: `${formatBytes(received)} / ${formatBytes(total)}${left ? ` · 剩余 ${left.zh}` : ''}`,
      }}
      progress={total > 0 ? received / total : 0}
    >
      <Button onClick={() => pauseRuntime(kit)}>{t({ en: 'Pause', zh: '暂停' })}</Button>
    </Notice>
  )
}

function Paused({ received, total, kit }: InKit<'paused'>) {
  const t = useT()
  return (
    <Notice
      title={{ en: 'Fetching TensorFlow is paused', zh: 'TensorFlow 下载已暂停' }}
      detail={{
        en: `${formatBytes(received)} of ${formatBytes(total)} are here already; it goes on from there.`,
        zh: `已下载 ${formatBytes(received)} / ${formatBytes(total)}，可从断点继续。`,
      }}
      progress={total > 0 ? received / total : 0}
    >
      <Button variant="primary" onClick={() => fetchRuntime(kit)}>
        {t({ en: 'Continue', zh: '继续' })}
      </Button>
    </Notice>
  )
}

function Installing({ step }: In<'installing'>) {
  return <Notice title={{ en: 'Setting up TensorFlow', zh: '正在安装 TensorFlow' }} detail={step} progress="unknown" />
}

function Failed({ failure, kit }: InKit<'failed'>) {
  const t = useT()
  return (
    <Notice title={failure.message} detail={failure.advice} tone="failed">
      <Button variant="primary" onClick={() => fetchRuntime(kit)}>
        {t({ en: 'Try again', zh: '重试' })}
      </Button>
    </Notice>
  )
}

interface NoticeProps {
  title: Text
  detail?: Text
  /** 0 … 1, or that it is not known how much is left. */
  progress?: number | 'unknown'
  tone?: 'calm' | 'failed'
  children?: React.ReactNode
}

function Notice({ title, detail, progress, tone = 'calm', children }: NoticeProps) {
  const t = useT()
  return (
    <aside className="notice runtime-notice" data-tone={tone} role="status">
      <div>
        <strong>{t(title)}</strong>
        {detail && <p>{t(detail)}</p>}
        {progress !== undefined && (
          <progress
            className="bar"
            aria-label={t(title)}
            {...(progress === 'unknown' ? {} : { value: progress, max: 1 })}
          />
        )}
      </div>
      {children}
    </aside>
  )
}
