using System.Collections.Generic;
using System.Threading.Tasks;
using Amazon.Lambda.Core;
using Microsoft.Extensions.DependencyInjection;

// Each invocation makes a scope, and gets scoped services of its own.
public class Basket
{
    public List<string> Items { get; } = new();
}

public interface IOrders
{
    Task AddAsync(string customer);
}

public class Orders(Basket basket) : IOrders
{
    private readonly List<string> _customers = new();

    public Task AddAsync(string customer)
    {
        _customers.Add(customer);
        basket.Items.Add(customer);
        return Task.CompletedTask;
    }
}

public class Function
{
    private readonly ServiceProvider _services;

    public Function()
    {
        var services = new ServiceCollection();
        services.AddScoped<Basket>();
        services.AddScoped<IOrders, Orders>();
        _services = services.BuildServiceProvider();
    }

    public async Task HandleAsync(string customer, ILambdaContext context)
    {
        using var scope = _services.CreateScope();
        await scope.ServiceProvider.GetRequiredService<IOrders>().AddAsync(customer);
    }
}
