print("monigen")
