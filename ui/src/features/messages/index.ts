// E-mails: their entry on the timeline, the files that become one, and whose they are.
import { later } from "@/kit";

export { EmailEntry } from "./EmailEntry";
export { chooseMail, isMail, takeMail } from "./take";
export const MessageBody = later(() => import("./MessageBody").then((m) => m.MessageBody));
export const MailQuestions = later(() => import("./MailQuestions").then((m) => m.MailQuestions));
