/**
 * Who is calling and what they may do. A caller is anonymous or an app of a tenant; what an app may do stands in its policies,
 * and nothing is allowed that nothing allows. Tenants are walls: no policy of an app reaches into another tenant's bucket, unless
 * that bucket's own policy or access control lists let it in. {@link dev.anvil.gateway.auth.Authorizer} weighs all of them.
 */
@NullMarked
package dev.anvil.gateway.auth;

import org.jspecify.annotations.NullMarked;
