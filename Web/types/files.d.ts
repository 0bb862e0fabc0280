/** Styles: importing one adds it to the stylesheet of the entry. */
declare module "*.css" {}
