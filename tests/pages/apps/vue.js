// Vue 3; the widget comes bundled with the app.
import "relasi/standalone";
import { createApp, h } from "vue";
import { createRouter, createWebHashHistory, RouterLink, RouterView } from "vue-router";
import Questionnaire from "./Questionnaire.vue";

const router = createRouter({
  history: createWebHashHistory(),
  routes: [
    { path: "/", component: { render: () => h("h1", "Home") } },
    { path: "/questions", component: Questionnaire },
  ],
});

const app = () => [
  h("nav", [h(RouterLink, { to: "/" }, () => "Home"), " ", h(RouterLink, { to: "/questions" }, () => "Questions")]),
  h(RouterView),
];
createApp(app).use(router).mount("#app");
