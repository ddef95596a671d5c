// French words of this feature: the source that the English ones are checked against.

export const fr = {
  title: "Réglages",
};
