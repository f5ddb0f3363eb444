import { CircleCheck, CircleMinus } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { DeviceReport } from '../../src-core/contract/device.ts'
import type { Text } from '../../src-core/text.ts'
import { main } from '../bridge/main.ts'
import { useT } from '../i18n/locale.ts'
import { followRuntime, useGpuRuntime, useRuntime } from '../store/runtime.ts'
import { closeOverlay } from '../store/view.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { RuntimeSteps } from './RuntimeNotice.tsx'
import './devices.css'

/** What can be trained on, why not more, and the way to it. */
export function DevicesDialog() {
  const t = useT()
  const devices = useDevices()
  const gpu = useGpuRuntime(({ state }) => state)
  const lacksLibraries = devices?.some(({ obstacle }) => obstacle === 'no-libraries')
  const isUnderWay = gpu.phase === 'fetching' || gpu.phase === 'installing'
  return (
    <Dialog open onClose={closeOverlay} title={t({ en: 'Devices', zh: '设备' })}>
      {devices ? (
        <ul className="devices">
          {devices.map((device, place) => (
            <Device key={place} {...device} />
          ))}
        </ul>
      ) : (
        <p role="status">{t({ en: 'Trying TensorFlow out …', zh: '正在试运行 TensorFlow……' })}</p>
      )}
      {(lacksLibraries || isUnderWay) && <RuntimeSteps state={gpu} kit="gpu" />}
    </Dialog>
  )
}

/** Asked for again when a TensorFlow has come; undefined until the answer. */
function useDevices(): DeviceReport[] | undefined {
  const [devices, setDevices] = useState<DeviceReport[]>()
  const cpu = useRuntime(({ state }) => state.phase)
  const gpu = useGpuRuntime(({ state }) => state.phase)
  const ready = `${cpu === 'ready'} ${gpu === 'ready'}`
  useEffect(() => {
    const leaving = new AbortController()
    void followRuntime(leaving.signal, 'gpu')
    return () => leaving.abort()
  }, [])
  useEffect(() => {
    const leaving = new AbortController()
    main.devices({}, leaving.signal).then(setDevices, () => undefined)
    return () => leaving.abort()
  }, [ready])
  return devices
}

const kinds: Record<DeviceReport['kind'], Text> = {
  cpu: { en: 'CPU', zh: 'CPU' },
  gpu: { en: 'GPU', zh: 'GPU' },
}

function Device({ kind, name, usable, reason, ...facts }: DeviceReport) {
  const t = useT()
  const Icon = usable ? CircleCheck : CircleMinus
  return (
    <li className="device" data-usable={usable}>
      <Icon aria-hidden size={18} />
      <div>
        <p className="device-head">
          <span className="device-kind">{t(kinds[kind])}</span>
          <strong>{name ?? t({ en: 'None', zh: '无' })}</strong>
          <span className="device-verdict">
            {usable ? t({ en: 'can train', zh: '可用于训练' }) : t({ en: 'not used', zh: '未使用' })}
          </span>
        </p>
        <Facts {...facts} />
        {reason && <p className="device-reason">{t(reason)}</p>}
      </div>
    </li>
  )
}

function Facts({
  cores,
  driver,
  computeCapability,
  memoryBytes,
  freeMemoryBytes,
}: Omit<DeviceReport, 'kind' | 'name' | 'usable'>) {
  const t = useT()
  const memory = memoryBytes ? gibibytes(memoryBytes) : undefined
  const free = freeMemoryBytes === undefined ? undefined : gibibytes(freeMemoryBytes)
  const facts: (Text | undefined)[] = [
    cores === undefined ? undefined : { en: `${cores} cores`, zh: `${cores} 核` },
    memory && free ? { en: `${memory}, ${free} free`, zh: `${memory}，剩余 ${free}` } : undefined,
    computeCapability === undefined
      ? undefined
      : { en: `compute capability ${computeCapability.toFixed(1)}`, zh: `计算能力 ${computeCapability.toFixed(1)}` },
    driver === undefined ? undefined : { en: `driver ${driver}`, zh: `驱动 ${driver}` },
  ]
  const known = facts.filter((fact) => fact !== undefined).map(t)
  return known.length > 0 ? <p className="device-facts">{known.join(' · ')}</p> : null
}

/** As the makers of cards count: one of 12 GB has 12 GiB. */
const gibibytes = (bytes: number) => `${Number((bytes / 2 ** 30).toFixed(1))} GiB`
