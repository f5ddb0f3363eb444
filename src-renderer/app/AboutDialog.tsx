import type { AppInfo } from '../../src-core/contract/contract.ts'
import type { Text } from '../../src-core/text.ts'
import { useT } from '../i18n/locale.ts'
import { useFiles } from '../store/files.ts'
import { useRuntime } from '../store/runtime.ts'
import { closeOverlay } from '../store/view.ts'
import { Dialog } from '../ui/Dialog.tsx'
import icon from './icon.svg'
import './about.css'

const shells: Record<AppInfo['shell'], Text> = {
  electron: { en: 'Its own window (Electron)', zh: '独立窗口（Electron）' },
  browser: { en: 'A browser', zh: '浏览器' },
}

/** What this is, and where it keeps things. */
export function AboutDialog() {
  const t = useT()
  const info = useFiles((files) => files.info)
  const runtime = useRuntime(({ state }) => state)
  return (
    <Dialog open onClose={closeOverlay} title={t({ en: 'About Layerloom', zh: '关于 Layerloom' })}>
      <div className="about-head">
        <img src={icon} alt="" width={44} height={44} />
        <div>
          <strong>Layerloom {info?.version}</strong>
          <p>
            {t({
              en: 'Open a classic image network as a graph, change it, train it, take the model away.',
              zh: '以图的形式打开经典图像网络，修改它、训练它，并把模型带走。',
            })}
          </p>
        </div>
      </div>
      {info ? (
        <dl className="about-facts">
          <Fact label={{ en: 'Shown in', zh: '运行于' }}>{t(shells[info.shell])}</Fact>
          {runtime.phase === 'ready' && (
            <Fact label={{ en: 'TensorFlow', zh: 'TensorFlow' }}>
              {runtime.version}, {t(runtime.source)}
            </Fact>
          )}
          <Fact label={{ en: 'Runs and autosaves', zh: '训练记录与自动保存' }}>{info.directories.data}</Fact>
          <Fact label={{ en: 'TensorFlow and data', zh: 'TensorFlow 与数据' }}>{info.directories.cache}</Fact>
          <Fact label={{ en: 'Your networks', zh: '您的网络' }}>{info.directories.documents}</Fact>
        </dl>
      ) : (
        <p>
          {t({
            en: 'This window is not connected to Layerloom, so that it does not know where files are kept.',
            zh: '此窗口未连接到 Layerloom，因此无法得知文件的存放位置。',
          })}
        </p>
      )}
    </Dialog>
  )
}

function Fact({ label, children }: { label: Text; children: React.ReactNode }) {
  const t = useT()
  return (
    <div>
      <dt>{t(label)}</dt>
      <dd>{children}</dd>
    </div>
  )
}
