// As an owner would write it, but for the alias, which stands for the installed package.
import react from "@vitejs/plugin-react";
import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vite";

export default defineConfig({
  base: "/apps/",
  plugins: [react(), vue({ template: { compilerOptions: { isCustomElement: (tag) => tag === "relasi-wizard" } } })],
  resolve: { alias: { "relasi/standalone": `${process.env.RELASI_DIST}/relasi.standalone.js` } },
  build: { rolldownOptions: { input: ["react.html", "vue.html"] } },
});
