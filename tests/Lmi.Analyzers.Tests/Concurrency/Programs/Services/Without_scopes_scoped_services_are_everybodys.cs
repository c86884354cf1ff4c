using System.Collections.Generic;
using System.Threading.Tasks;
using Amazon.Lambda.Core;
using Microsoft.Extensions.DependencyInjection;

// Nobody makes a scope, so the root container keeps its scoped services for all invocations.
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
        {|LMI1001:_customers.Add|}(customer);
        {|LMI1001:basket.Items.Add|}(customer);
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

    public Task HandleAsync(string customer, ILambdaContext context) => _services.GetRequiredService<IOrders>().AddAsync(customer);
}
