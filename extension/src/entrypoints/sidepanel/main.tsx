import { SidePanel } from '../../screens/shell/frame/SidePanel.tsx';
import { startPage } from '../workspace/start-page.tsx';

void startPage(() => <SidePanel page={null} />);
