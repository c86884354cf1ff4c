using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Corpus.Clean.OrdersController;

public sealed class OrderDto
{
    public int Id { get; set; }
    public List<string> Lines { get; set; } = [];
    public string? Owner { get; set; }
}

/// <summary>A controller is made for each request: its fields and properties may be written as in any ordinary object.</summary>
[ApiController]
[Route("orders")]
public class OrdersController : ControllerBase, IActionFilter
{
    private static int s_created;
    private readonly List<string> _warnings = [];
    private string? _user;
    private int _checks;

    public OrderDto? Current { get; private set; }

    [HttpPost]
    public async Task<ActionResult<OrderDto>> Create(OrderDto order)
    {
        Current = order;
        order.Id = Interlocked.Increment(ref s_created);
        order.Owner ??= _user;
        order.Lines.RemoveAll(l => l.Length == 0);
        await ValidateAsync();
        return _warnings.Count > 0 ? BadRequest(_warnings) : order;
    }

    [HttpGet("{id}")]
    public OrderDto Get(int id)
    {
        _checks++;
        return new OrderDto { Id = id + _checks, Lines = Enumerable.Repeat("line", id).ToList() };
    }

    [NonAction]
    public void OnActionExecuting(ActionExecutingContext context)
    {
        _user = context.HttpContext.User.Identity?.Name;
        _warnings.Clear();
    }

    [NonAction]
    public void OnActionExecuted(ActionExecutedContext context) => Response.Headers["X-Checks"] = _checks.ToString();

    private async Task ValidateAsync()
    {
        foreach (var line in Current!.Lines)
        {
            _checks++;
            await Task.Yield();
            if (line.Length > 20)
            {
                _warnings.Add(line);
            }
        }
    }
}
