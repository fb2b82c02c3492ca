await Shop.ShopApp.Create(args).RunAsync();
