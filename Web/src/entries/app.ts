import { startApp } from "../shell/start";

startApp(document);
